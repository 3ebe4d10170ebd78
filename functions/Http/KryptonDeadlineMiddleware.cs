using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Functions.Http;

/// <summary>
/// Whoever calls over HTTP waits for Krypton <see cref="KryptonOptions.RequestSeconds"/> at most, however many calls
/// an answer takes. Background work has no such deadline: it repeats.
/// </summary>
public sealed class KryptonDeadlineMiddleware(IOptions<KryptonOptions> options) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is null)
        {
            await next(context);
            return;
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.RequestSeconds));
        CurrentCall.EndBy(deadline.Token);
        await next(context);
    }
}
