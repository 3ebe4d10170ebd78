namespace KryptonFunctions.Access.Contract;

/// <summary>Why one of several things was refused, in the members of a problem (RFC 9457).</summary>
/// <param name="Type">The problem type, a URI whose last part never changes.</param>
/// <param name="Title">The kind of failure, for people.</param>
/// <param name="Status">The HTTP status that it would have had alone, 400 to 503.</param>
/// <param name="Detail">One sentence, for people.</param>
/// <param name="Errors">The messages by field of the request's body where fields are wrong, else null.</param>
public sealed record ItemProblem(
    string Type,
    string Title,
    int Status,
    string Detail,
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors
);
