using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsHost.Functions;

/// <summary>The worker middleware in order, then the function.</summary>
internal sealed class FunctionPipeline(IServiceCollection services) : IFunctionsWorkerApplicationBuilder
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> steps = [];

    public IServiceCollection Services => services;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        steps.Add(middleware);
        return this;
    }

    /// <summary>
    /// Runs the function of the invocation; its result is null where a middleware did not call the next.
    /// </summary>
    public async Task<object?> RunAsync(Invocation invocation, Arguments arguments)
    {
        FunctionExecutionDelegate function = async context =>
        {
            var current = (Invocation)context;
            current.Result = await current.Function.CallAsync(TargetOf(current), arguments.For(current));
        };
        await steps.AsEnumerable().Reverse().Aggregate(function, (next, step) => step(next))(invocation);
        return invocation.Result;
    }

    private static object? TargetOf(Invocation invocation) =>
        invocation.Function.Method.IsStatic
            ? null
            : ActivatorUtilities.GetServiceOrCreateInstance(
                invocation.InstanceServices,
                invocation.Function.Method.DeclaringType!
            );
}
