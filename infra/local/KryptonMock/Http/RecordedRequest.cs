namespace KryptonMock.Http;

/// <summary>A request as the mock keeps it. The bearer token and the client assertion are left out.</summary>
/// <param name="Number">Counts all requests since the start.</param>
/// <param name="At">By the mock's clock.</param>
/// <param name="Call">What it asked for.</param>
/// <param name="Method">Upper case.</param>
/// <param name="Path">Without the query.</param>
/// <param name="Query">With <c>?</c>, or empty.</param>
/// <param name="Headers">All but <c>Authorization</c>.</param>
/// <param name="Body">As text.</param>
/// <param name="Status">What was answered; 0 where nothing was.</param>
/// <param name="Milliseconds">Until the answer.</param>
public sealed record RecordedRequest(
    long Number,
    DateTimeOffset At,
    CallType Call,
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    int Status,
    double Milliseconds
);
