using FunctionsHost.Durable.History;
using FunctionsHost.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FunctionsHost.Durable.Replay;

/// <summary>Runs an orchestrator from the start over its history and what has newly arrived.</summary>
internal sealed class OrchestratorRunner(
    FunctionCatalogue catalogue, FunctionPipeline pipeline, IServiceProvider services, DataConverter converter, DurableSettings settings)
{
    private const int StatusLimit = 16 * 1024;

    private const string NotDurable =
        "An invalid asynchronous invocation was detected. This can be caused by awaiting non-durable tasks in an orchestrator function's implementation "
        + "or by middleware that invokes asynchronous code.";

    private readonly ILoggerFactory loggers = services.GetRequiredService<ILoggerFactory>();
    private readonly Dictionary<FunctionMethod, Arguments> arguments =
        catalogue.With<OrchestrationTriggerAttribute>().ToDictionary(f => f.Function, f => OrchestratorArguments.Of(f.Function, converter));

    /// <param name="instance">The instance.</param>
    /// <param name="input">Its input, as JSON.</param>
    /// <param name="history">What was, and what waits.</param>
    /// <param name="taken">How many of the waiting arrivals to take.</param>
    /// <param name="at">The orchestrator's clock.</param>
    /// <param name="foreign">Told what the orchestrator does from another thread, now or later.</param>
    public async Task<StepOutcome> RunAsync(InstanceHeader instance, string? input, InstanceHistory history, int taken, DateTime at, Action<string> foreign)
    {
        if (catalogue.Find<OrchestrationTriggerAttribute>(instance.Name) is not { } function)
        {
            string text = FailureText.UnknownOrchestrator(instance.Name, arguments.Keys.Select(k => k.Name));
            return Ended(at, taken, new Completion.Failed(text, Failure: null));
        }

        try
        {
            StepOutcome outcome = await RunOnceAsync(function, loggers);
            if (settings.Strict)
            {
                StepOutcome check = await RunOnceAsync(function, NullLoggerFactory.Instance);
                NonDeterministicException.Compare(instance.Name, outcome.Step.Actions, check.Step.Actions, "in the first run action", Advice.NotRepeatable);
            }

            return outcome;
        }
        catch (NonDeterministicException e)
        {
            return Ended(at, taken, new Completion.Failed(FailureText.Plain(e), Failure.Of(e)));
        }

        async Task<StepOutcome> RunOnceAsync(FunctionMethod orchestrator, ILoggerFactory log)
        {
            await using AsyncServiceScope scope = services.CreateAsyncScope();
            var thread = new OrchestratorThread(foreign);
            var context = new ReplayContext(instance, input, converter, log, thread);
            var invocation = new Invocation(orchestrator, context, scope.ServiceProvider, CancellationToken.None)
            {
                Data = new Dictionary<string, object?> { [OrchestratorArguments.Input] = input },
            };
            Task<object?> body = Task.FromResult<object?>(null);
            Exception? fatal = null;
            thread.Run(() =>
            {
                foreach (PastStep past in history.Steps)
                {
                    Play(past.Arrivals, past.Step.At, isReplay: true);
                    NonDeterministicException.Compare(instance.Name, past.Step.Actions, context.EndStep().Actions, "in its history action", Advice.CodeChanged);
                }

                Play(history.Waiting.Take(taken), at, isReplay: false);
            });
            var (actions, cancelled) = context.EndStep();
            bool isStuck = !body.IsCompleted && !context.CanBeWoken;
            string? status = IsTooLarge(context.CustomStatus) ? null : context.CustomStatus;
            return new StepOutcome(new Step(at, taken, actions, cancelled), status, CompletionOf(orchestrator, context, body, fatal))
            {
                Stuck = isStuck ? "it awaits a task that is not durable (Task.Delay, Task.Run, an HTTP call, ConfigureAwait(false), CancelAsync)" : null,
            };

            void Play(IEnumerable<Arrival> arrivals, DateTime time, bool isReplay)
            {
                context.BeginStep(time, isReplay);
                foreach (Arrival arrival in arrivals)
                {
                    try
                    {
                        if (arrival is Started)
                        {
                            body = pipeline.RunAsync(invocation, arguments[orchestrator]);
                        }

                        context.Take(arrival);
                    }
                    catch (Exception e) when (arrival is EventRaised)
                    {
                        fatal = e;
                    }

                    thread.Pump();
                }
            }
        }
    }

    private static StepOutcome Ended(DateTime at, int taken, Completion completion) => new(new Step(at, taken, [], []), CustomStatus: null, completion);

    private static bool IsTooLarge(string? status) => status?.Length * sizeof(char) > StatusLimit;

    private Completion? CompletionOf(FunctionMethod function, ReplayContext context, Task<object?> body, Exception? fatal)
    {
        if (IsTooLarge(context.CustomStatus))
        {
            fatal ??= new InvalidDataException(
                $"CustomStatus is too large: limit = 16 KB (UTF-16), actual = {context.CustomStatus!.Length * sizeof(char) / 1024.0:0.##} KB.");
        }

        return body switch
        {
            _ when fatal is not null => new Completion.Failed(FailureText.Invocation(function.Name, fatal), Failure.Of(fatal)),
            { IsCompleted: false } when !context.WasUsed => Threw(function, new InvalidOperationException(settings.Strict ? $"{NotDurable} {Advice.AwaitDurable}" : NotDurable)),
            { IsCompleted: false } => null,
            _ when context.HasOpenWork => null,
            { IsFaulted: true } => Threw(function, body.Exception.InnerException!),
            { IsCanceled: true } => Threw(function, new TaskCanceledException(body)),
            _ when context.Next is { } next => new Completion.Continued(
                (string?)next.NewInput, next.PreserveUnprocessedEvents, next.PreserveUnprocessedEvents ? [.. context.KeptEvents.Select(e => new EventRaised(e.Name, e.Payload))] : []),
            _ => new Completion.Completed(converter.Serialize(body.Result)),
        };
    }

    /// <summary>An uncaught cancellation is reported as a failure of the invocation.</summary>
    private static Completion.Failed Threw(FunctionMethod function, Exception e) => new(
        e is OperationCanceledException ? FailureText.Invocation(function.Name, e) : FailureText.Plain(e), Failure.Of(e));
}
