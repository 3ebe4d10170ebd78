using DurableTask.Core;

namespace FunctionsHost.Durable.Checks;

/// <summary>
/// Watches that an orchestrator stays on its thread. What another thread posts comes from an await that is not durable:
/// it is not run, as it would not come at the same point on a replay.
/// </summary>
internal sealed class ThreadWatch(Action<string> foreign) : SynchronizationContext
{
    private SynchronizationContext? inner;

    /// <summary>Whether anything durable was asked for yet.</summary>
    public bool WasUsed { get; private set; }

    public T Run<T>(Func<T> body)
    {
        var before = Current;
        inner ??= before;
        SetSynchronizationContext(this);
        try
        {
            return body();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Whether a member of the context is used in the run; if not, it is told.</summary>
    public bool Allows(string what)
    {
        WasUsed = true;
        if (!OrchestrationContext.IsOrchestratorThread)
        {
            foreign(
                $"{what} on another thread, as after ConfigureAwait(false), Task.Run or CancelAsync() (use Cancel())"
            );
        }

        return OrchestrationContext.IsOrchestratorThread;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (OrchestrationContext.IsOrchestratorThread)
        {
            inner!.Post(_ => Run(() => Call(d, state)), null);
        }
        else
        {
            foreign($"its code after an 'await' in {MethodOf(state)} was to continue from another thread");
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

    public override SynchronizationContext CreateCopy() => this;

    private static bool Call(SendOrPostCallback d, object? state)
    {
        d(state);
        return true;
    }

    /// <summary>The state machine of 'async Task F()' is named '&lt;F&gt;d__1'.</summary>
    private static string MethodOf(object? continuation)
    {
        var box = (continuation as Delegate)?.Target?.GetType();
        var machine = box is { IsGenericType: true } ? box.GenericTypeArguments[^1].Name : "";
        var end = machine.IndexOf('>', StringComparison.Ordinal);
        return machine.StartsWith('<') && end > 1 ? $"'{machine[1..end]}'" : "the orchestrator";
    }
}
