namespace KryptonFunctions.Traces.Contract;

/// <summary>Answer of <c>POST /traces/forwarding/retry</c>.</summary>
/// <param name="Messages">How many messages were given another try, 0 to 2,000; each may stand for up to 100
/// traces.</param>
public sealed record ForwardingRetryAnswer(int Messages);
