namespace FunctionsHost.Durable.Replay;

/// <summary>
/// The one thread of one run of an orchestrator. What is posted from that thread is run in order; what another thread posts comes from
/// an await that is not durable: it is not run, as it would not come at the same point on a replay.
/// </summary>
internal sealed class OrchestratorThread(Action<string> foreign) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> posts = new();
    private Thread? thread;

    public bool IsCurrent => thread == Thread.CurrentThread;

    public void Run(Action body)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        thread = Thread.CurrentThread;
        try
        {
            body();
        }
        finally
        {
            thread = null;
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Runs what is ready.</summary>
    public void Pump()
    {
        while (posts.TryDequeue(out var post))
        {
            post.Callback(post.State);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrent)
        {
            posts.Enqueue((d, state));
        }
        else
        {
            foreign($"its code after an 'await' in {MethodOf(state)} was to continue from another thread");
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Says that a member of the context was used outside of the run.</summary>
    public void ReportUse(string what) => foreign($"{what} on another thread, as after ConfigureAwait(false), Task.Run or CancelAsync() (use Cancel())");

    /// <summary>The state machine of 'async Task F()' is named '&lt;F&gt;d__1'.</summary>
    private static string MethodOf(object? continuation)
    {
        Type? box = (continuation as Delegate)?.Target?.GetType();
        string machine = box is { IsGenericType: true } ? box.GenericTypeArguments[^1].Name : "";
        int end = machine.IndexOf('>', StringComparison.Ordinal);
        return machine.StartsWith('<') && end > 1 ? $"'{machine[1..end]}'" : "the orchestrator";
    }
}
