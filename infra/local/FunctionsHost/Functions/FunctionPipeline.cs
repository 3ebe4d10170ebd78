using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsHost.Functions;

/// <summary>The worker middleware in order, then the function.</summary>
internal sealed class FunctionPipeline(IReadOnlyList<IFunctionsWorkerMiddleware> middleware)
{
    /// <summary>Runs the function of the invocation; its result is null where a middleware did not call the next.</summary>
    public async Task<object?> RunAsync(Invocation invocation, Arguments arguments)
    {
        FunctionExecutionDelegate next = async context =>
        {
            var current = (Invocation)context;
            current.Result = await current.Function.CallAsync(TargetOf(current), arguments.For(current));
        };
        foreach (IFunctionsWorkerMiddleware step in middleware.Reverse())
        {
            FunctionExecutionDelegate inner = next;
            next = context => step.Invoke(context, inner);
        }

        await next(invocation);
        return invocation.Result;
    }

    private static object? TargetOf(Invocation invocation) => invocation.Function.Method.IsStatic
        ? null
        : ActivatorUtilities.GetServiceOrCreateInstance(invocation.InstanceServices, invocation.Function.Method.DeclaringType!);
}
