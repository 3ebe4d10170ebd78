using FunctionsHost.Durable.History;
using Microsoft.DurableTask;

namespace FunctionsHost.Durable.Replay;

/// <summary>Work that an orchestrator scheduled and whose end it may await.</summary>
internal sealed class OpenTask(ScheduledAction action, string name)
{
    private readonly TaskCompletionSource<string?> source = new();

    public ScheduledAction Action { get; } = action;

    /// <summary>The JSON of its result.</summary>
    public Task<string?> Task => source.Task;

    public void Complete(string? result) => source.TrySetResult(result);

    public void Cancel(CancellationToken cancellation) => source.TrySetCanceled(cancellation);

    public void Fail(Failure? failure) => source.TrySetException(new TaskFailedException(name, Action.Id, failure?.ToDetails()!));
}
