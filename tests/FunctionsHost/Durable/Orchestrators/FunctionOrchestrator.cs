using FunctionsHost.Durable.Checks;
using FunctionsHost.Functions;
using Microsoft.DurableTask;

namespace FunctionsHost.Durable.Orchestrators;

/// <summary>An orchestrator function as DurableTask.Core runs it.</summary>
internal sealed class FunctionOrchestrator(
    Func<TaskOrchestrationContext, Invocation> invocationOf,
    Func<Invocation, Task<object?>> call,
    ThreadWatch watch,
    bool isStrict
) : ITaskOrchestrator
{
    private const string NotDurable =
        "An invalid asynchronous invocation was detected. This can be caused by awaiting non-durable tasks in an "
        + "orchestrator "
        + "function's implementation or by middleware that invokes asynchronous code.";

    public Type InputType => typeof(object);

    public Type OutputType => typeof(object);

    public async Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
    {
        var invocation = invocationOf(context);
        var body = watch.Run(() => call(invocation));
        if (!body.IsCompleted && !watch.WasUsed)
        {
            throw new InvalidOperationException(isStrict ? $"{NotDurable} {Advice.AwaitDurable}" : NotDurable);
        }

        return await body;
    }
}
