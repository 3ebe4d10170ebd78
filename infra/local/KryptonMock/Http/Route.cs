namespace KryptonMock.Http;

/// <summary>One address of the platform.</summary>
/// <param name="Call">The kind of call.</param>
/// <param name="Method">Upper case.</param>
/// <param name="Path">With <c>*</c> for an id.</param>
/// <param name="Answer">Gives the answer.</param>
internal sealed record Route(CallType Call, string Method, string Path, Func<MockRequest, Task<MockAnswer>> Answer)
{
    public Route(CallType call, string method, string path, Func<MockRequest, MockAnswer> answer)
        : this(call, method, path, request => Task.FromResult(answer(request))) { }

    /// <summary>Whether a bearer token is asked for. Default true.</summary>
    public bool NeedsBearer { get; init; } = true;

    /// <summary>The study that a request is about, for faults of one study.</summary>
    public Func<MockRequest, string?> StudyUid { get; init; } = _ => null;
}
