using System.Text.Json.Serialization;

namespace Workbench.Dcc;

/// <summary>A refusal (RFC 9457), or what the workbench says where there was none to read.</summary>
/// <param name="Type">The problem's URI; its last part never changes.</param>
/// <param name="Title">The kind, in French.</param>
/// <param name="Status">HTTP status; 0 where nobody answered.</param>
/// <param name="Detail">One sentence, in French.</param>
/// <param name="RequestId">Finds the call in the log of the functions.</param>
/// <param name="Errors">Messages by field of the body.</param>
public sealed record ApiProblem(
    string? Type,
    string? Title,
    int Status,
    string? Detail,
    string? RequestId = null,
    IReadOnlyDictionary<string, string[]>? Errors = null
)
{
    /// <summary>The stable code, such as <c>unknown-rcp</c>; empty where there is none.</summary>
    [JsonIgnore]
    public string Code => Type is null ? string.Empty : Type[(Type.LastIndexOf('/') + 1)..];

    /// <summary>Seconds after which the call may be repeated, or null.</summary>
    public int? RetryAfter { get; init; }

    public static ApiProblem Unreachable { get; } =
        new("functions-unreachable", "Pas de réponse", 0, "Les fonctions ne répondent pas : sont-elles démarrées ?");

    public static ApiProblem Unreadable(int status) =>
        new("answer-unreadable", "Réponse illisible", status, "La réponse des fonctions ne peut pas être lue.");
}

/// <summary>What a call brought: a value or a problem, never both.</summary>
public sealed record ApiAnswer<T>
    where T : class
{
    private ApiAnswer(T? value, ApiProblem? problem) => (Value, Problem) = (value, problem);

    public T? Value { get; }

    public ApiProblem? Problem { get; }

    public static ApiAnswer<T> Given(T value) => new(value, null);

    public static ApiAnswer<T> Refused(ApiProblem problem) => new(null, problem);
}
