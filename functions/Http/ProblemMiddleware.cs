using KryptonFunctions.Access;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Functions.Http;

/// <summary>
/// A storage that does not answer becomes a 503, what nobody foresaw a 500 that says nothing but the request id; the
/// type of the exception goes to the log. Other triggers fail as they are, so that the host retries them.
/// </summary>
public sealed partial class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            LogAborted(context.FunctionDefinition.Name);
        }
        catch (Exception e) when (StorageFailure.Is(e) && !http.Response.HasStarted)
        {
            LogStorage(e.GetType().Name, context.FunctionDefinition.Name, CurrentCall.RequestId);
            await new Problem(StorageFailure.Now).ExecuteAsync(http);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            LogFailed(e, context.FunctionDefinition.Name, CurrentCall.RequestId);
            await Problem.Unexpected.ExecuteAsync(http);
        }
    }

    [LoggerMessage(2000, LogLevel.Error, "The function {Function} failed in the request {RequestId}.")]
    private partial void LogFailed(Exception e, string function, string? requestId);

    [LoggerMessage(
        2002,
        LogLevel.Warning,
        "The storage did not answer ({Failure}) to {Function} in the request {RequestId}."
    )]
    private partial void LogStorage(string failure, string function, string? requestId);

    [LoggerMessage(2001, LogLevel.Information, "The caller of {Function} has gone.")]
    private partial void LogAborted(string function);
}
