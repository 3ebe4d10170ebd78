namespace Workbench.Sessions;

/// <summary>A call of the DCC to the functions, as an integrator would repeat it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="RequestHeaders">One header a line; the token is left out.</param>
/// <param name="RequestBody">Pretty-printed, or null.</param>
/// <param name="Status">HTTP status; 0 where there was no answer.</param>
/// <param name="AnswerHeaders">Those that a client acts on, one a line.</param>
/// <param name="AnswerBody">Pretty-printed and cut, or null.</param>
/// <param name="Milliseconds">From sending to the last byte.</param>
public sealed record RecordedCall(
    string Method,
    string Path,
    string RequestHeaders,
    string? RequestBody,
    int Status,
    string AnswerHeaders,
    string? AnswerBody,
    long Milliseconds
);
