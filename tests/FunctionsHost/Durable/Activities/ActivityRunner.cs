using DurableTask.Core;
using DurableTask.Core.History;
using FunctionsHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionsHost.Durable.Activities;

/// <summary>Runs an activity function; its failure is a result as well.</summary>
internal sealed class ActivityRunner(
    FunctionCatalogue catalogue,
    FunctionPipeline pipeline,
    IServiceProvider services,
    DataConverter converter,
    ILogger log
)
{
    private readonly Dictionary<FunctionMethod, Arguments> arguments = catalogue
        .With<ActivityTriggerAttribute>()
        .ToDictionary(
            f => f.Function,
            f =>
                Arguments.Of(
                    f.Function,
                    i => JsonArgument.Read(f.Function, f.Function.TriggerParameter, (string?)i.TriggerValue, converter)
                )
        );

    /// <exception cref="OperationCanceledException">The host stops.</exception>
    public async Task<HistoryEvent> RunAsync(TaskScheduledEvent scheduled, CancellationToken cancellationToken)
    {
        if (catalogue.Find<ActivityTriggerAttribute>(scheduled.Name!) is not { } function)
        {
            var known = string.Join(", ", arguments.Keys.Select(k => k.Name).Order(StringComparer.Ordinal));
            return Failed(
                scheduled,
                new FailureDetails(
                    "(unknown)",
                    $"There is no activity function '{scheduled.Name}'. Known are: {known}.",
                    stackTrace: null,
                    innerFailure: null,
                    isNonRetriable: false
                )
            );
        }

        try
        {
            await using var scope = services.CreateAsyncScope();
            var invocation = new Invocation(
                function,
                ActivityInput.Of(scheduled.Input),
                scope.ServiceProvider,
                cancellationToken
            );
            var result = await pipeline.RunAsync(invocation, arguments[function]);
            return new TaskCompletedEvent(-1, scheduled.EventId, converter.Serialize(result));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            log.ActivityFailed(function.Name, e);
            return Failed(scheduled, new FailureDetails(e));
        }
    }

    private static TaskFailedEvent Failed(TaskScheduledEvent scheduled, FailureDetails failure) =>
        new(-1, scheduled.EventId, failure.ErrorMessage, details: null, failure);
}
