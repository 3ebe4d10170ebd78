namespace KryptonFunctions.Traces;

/// <summary>
/// The columns of the tables <c>Traces</c> and <c>TraceIndex</c>: stored for years, so never renamed.
/// </summary>
internal static class TraceColumns
{
    /// <summary>A trace: its place in the chain, the chain's hash with it, and its canonical text.</summary>
    public const string Seq = "Seq";
    public const string Hash = "Hash";
    public const string Json = "Json";

    /// <summary>The head of a chain: how many traces it has, beside <see cref="Hash"/>.</summary>
    public const string Count = "Count";

    /// <summary>The head: the instant of the newest trace, ISO 8601 UTC.</summary>
    public const string At = "At";

    /// <summary>A trace or a head: its seal, and which key made it (<see cref="TraceSeals"/>).</summary>
    public const string Seal = "Seal";
    public const string KeyId = "KeyId";

    /// <summary>The marker of a step: the row and the id of its trace.</summary>
    public const string Row = "Row";
    public const string Id = "Id";

    /// <summary>The index: where the trace stands, and what the figures are made of.</summary>
    public const string Partition = "Partition";
    public const string User = "User";
    public const string Organization = "Organization";
    public const string RcpId = "RcpId";
    public const string Outcome = "Outcome";
}
