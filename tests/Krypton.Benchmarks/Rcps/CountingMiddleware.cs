using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Krypton.Benchmarks.Rcps;

/// <summary>Counts executions by function.</summary>
public sealed class CountingMiddleware : IFunctionsWorkerMiddleware
{
    public static ConcurrentDictionary<string, int> Executions { get; } = new(StringComparer.Ordinal);

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        Executions.AddOrUpdate(context.FunctionDefinition.Name, 1, (_, count) => count + 1);
        return next(context);
    }
}
