using DurableTask.Core;
using DurableTask.Core.Command;
using FunctionsHost.Durable.Checks;
using FunctionsHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunctionsHost.Durable.Orchestrators;

/// <summary>Runs an orchestrator function over its history, by DurableTask.Core.</summary>
internal sealed class OrchestratorRunner(
    FunctionCatalogue catalogue,
    FunctionPipeline pipeline,
    IServiceProvider services,
    DataConverter converter,
    DurableSettings settings
)
{
    private const int StatusLimit = 16 * 1024;

    private readonly ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();
    private readonly DurableTaskWorkerOptions options = new() { DataConverter = converter };
    private readonly Dictionary<FunctionMethod, Arguments> arguments = catalogue
        .With<OrchestrationTriggerAttribute>()
        .ToDictionary(f => f.Function, f => OrchestratorArguments.Of(f.Function, converter));

    /// <param name="state">Its history, and what has newly arrived.</param>
    /// <param name="status">The custom status as it is shown.</param>
    /// <param name="foreign">Told what the orchestrator does from another thread, now or later.</param>
    public async Task<OrchestratorExecutionResult> RunAsync(
        OrchestrationRuntimeState state,
        string? status,
        Action<string> foreign
    )
    {
        if (catalogue.Find<OrchestrationTriggerAttribute>(state.Name) is not { } function)
        {
            var unknown = FailureText.UnknownOrchestrator(state.Name, arguments.Keys.Select(k => k.Name));
            return OrchestratorExecutionResult.ForFailure(unknown, details: (string?)null);
        }

        try
        {
            return settings.Strict
                ? await RunTwiceAsync(function, state, foreign)
                : await RunOnceAsync(function, state, loggers, foreign);
        }
        catch (NonDeterministicException e)
        {
            var failed = new OrchestrationCompleteOrchestratorAction
            {
                OrchestrationStatus = OrchestrationStatus.Failed,
                Result = e.Message,
                FailureDetails = new FailureDetails(e),
            };
            return new OrchestratorExecutionResult { Actions = [failed], CustomStatus = status };
        }
        catch (Exception e) when (e is not NonDeterministicException)
        {
            var failed = OrchestratorExecutionResult.ForFailure(FailureText.Invocation(function.Name), e);
            failed.CustomStatus = status;
            return failed;
        }
    }

    private async Task<OrchestratorExecutionResult> RunTwiceAsync(
        FunctionMethod function,
        OrchestrationRuntimeState state,
        Action<string> foreign
    )
    {
        var repeated = await RunOnceAsync(function, RepeatedRun.HistoryFor(state), NullLoggerFactory.Instance, foreign);
        RepeatedRun.CompareWithHistory(state, repeated);
        var result = await RunOnceAsync(function, state, loggers, foreign);
        RepeatedRun.CompareWithRun(state, repeated, result);
        return result;
    }

    private async Task<OrchestratorExecutionResult> RunOnceAsync(
        FunctionMethod function,
        OrchestrationRuntimeState state,
        ILoggerFactory log,
        Action<string> foreign
    )
    {
        await using var scope = services.CreateAsyncScope();
        var watch = new ThreadWatch(foreign);
        var orchestrator = new FunctionOrchestrator(
            context => new Invocation(
                function,
                new WatchedContext(context, state.Input, converter, log, watch),
                scope.ServiceProvider,
                default
            )
            {
                Data = new Dictionary<string, object?> { [OrchestratorArguments.Input] = state.Input },
            },
            invocation => pipeline.RunAsync(invocation, arguments[function]),
            watch,
            settings.Strict
        );
        ParentOrchestrationInstance? parent = state.ParentInstance is { } p
            ? new(p.Name, p.OrchestrationInstance.InstanceId)
            : null;
        var orchestration = new DurableTaskShimFactory(options, log).CreateOrchestration(
            state.Name,
            orchestrator,
            parent
        );
        var executor = new TaskOrchestrationExecutor(
            state,
            orchestration,
            BehaviorOnContinueAsNew.Carryover,
            ErrorPropagationMode.UseFailureDetails
        );
        var result = executor.Execute();
        return result.CustomStatus?.Length * sizeof(char) > StatusLimit
            ? throw new InvalidDataException(
                "CustomStatus is too large: limit = 16 KB (UTF-16), actual = "
                    + $"{result.CustomStatus!.Length * sizeof(char) / 1024.0:0.##} KB."
            )
            : result;
    }
}
