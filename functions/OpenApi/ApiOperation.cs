namespace KryptonFunctions.Functions.OpenApi;

/// <summary>
/// What the description tells of an HTTP function beside its route, method and roles, which the function itself says.
/// </summary>
/// <param name="Function">Its name.</param>
/// <param name="Tag">The group that it is shown in.</param>
/// <param name="Summary">One sentence for the developer of the DCC.</param>
internal sealed record ApiOperation(string Function, string Tag, string Summary)
{
    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>The JSON message that it takes, or null.</summary>
    public Type? Body { get; init; }

    /// <summary>What it gives; the first is that of success.</summary>
    public required IReadOnlyList<ApiAnswer> Answers { get; init; }

    /// <summary>
    /// Statuses of its failures, beside those that every operation of its kind has: without a valid token or role, with
    /// a body or parameters that cannot be used, without storage.
    /// </summary>
    public IReadOnlyList<int> Failures { get; init; } = [];

    /// <summary>True where a browser gets its failures as a page.</summary>
    public bool FailsWithPage { get; init; }
}

/// <summary>One answer of an operation.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Message">Its JSON, or null where it has no body.</param>
internal sealed record ApiAnswer(int Status, string Description, Type? Message = null)
{
    /// <summary>Descriptions of its headers by their names.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A media type that it has as well where the caller asks for it, or null.</summary>
    public string? AlsoAs { get; init; }
}
