using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Middleware;
using FunctionsHost.Durable.Activities;
using FunctionsHost.Durable.Checks;
using FunctionsHost.Durable.Hub;
using FunctionsHost.Durable.Orchestrators;
using Microsoft.Extensions.Logging;

namespace FunctionsHost.Durable;

/// <summary>DurableTask.Core's worker over the functions and a hub in memory.</summary>
internal sealed class DurableEngine(
    MemoryHub hub,
    DurableSettings settings,
    OrchestratorRunner orchestrators,
    ActivityRunner activities,
    StepClock clock,
    ILoggerFactory loggers
) : IAsyncDisposable
{
    private readonly TaskHubWorker worker = new(
        new HubService(hub, settings),
        new Unused<TaskOrchestration>(),
        new Unused<TaskActivity>(),
        loggers
    )
    {
        ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails,
    };

    private readonly OpenWork running = new();
    private readonly ILogger log = loggers.CreateLogger("FunctionsHost.Durable");

    public async Task StartAsync()
    {
        worker.AddOrchestrationDispatcherMiddleware((context, _) => RunOrchestratorAsync(context));
        worker.AddActivityDispatcherMiddleware((context, _) => RunActivityAsync(context));
        await worker.StartAsync();

        // The histories then have the inputs, which are compared. Before any work is given: what an earlier host left
        // would else go on at once, and be written without them.
        worker.TaskOrchestrationDispatcher.IncludeParameters = true;
        worker.TaskOrchestrationDispatcher.IncludeDetails = true;
        hub.Open();
    }

    public async ValueTask DisposeAsync()
    {
        hub.Stop();

        // With force: the graceful stop takes a second, and what is not written is for the next host anyway.
        await worker.StopAsync(isForced: true);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await running.WhenNoneAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        worker.Dispose();
    }

    private async Task RunOrchestratorAsync(DispatchMiddlewareContext context)
    {
        var state = context.GetProperty<OrchestrationRuntimeState>();
        var item = (HubWorkItem)context.GetProperty<TaskOrchestrationWorkItem>();
        clock.Set(state, item);
        var execution = state.OrchestrationInstance!.ExecutionId;
        running.Begin();
        try
        {
            context.SetProperty(
                await orchestrators.RunAsync(
                    state,
                    item.Instance.State.Status,
                    reason => Report(item.Instance, execution, reason)
                )
            );
        }
        finally
        {
            running.End();
        }
    }

    private async Task RunActivityAsync(DispatchMiddlewareContext context)
    {
        running.Begin();
        try
        {
            var result = await activities.RunAsync(context.GetProperty<TaskScheduledEvent>(), hub.Stopped);
            context.SetProperty(new ActivityExecutionResult { ResponseEvent = result });
        }
        finally
        {
            running.End();
        }
    }

    private void Report(Instance instance, string execution, string reason)
    {
        var name = instance.State.Name;
        log.LeftItsThread(name, instance.Id, reason);
        if (settings.Strict)
        {
            hub.Fail(
                instance,
                execution,
                $"The orchestrator '{name}' left its thread: {reason}. On the genuine host it would hang without a "
                    + $"message. {Advice.AwaitDurable}"
            );
        }
    }

    /// <summary>The middleware runs the functions; the worker has none of its own.</summary>
    private sealed class Unused<T> : INameVersionObjectManager<T>
        where T : class
    {
        public void Add(ObjectCreator<T> creator) => throw new NotSupportedException();

        public T? GetObject(string name, string? version) => null;
    }
}
