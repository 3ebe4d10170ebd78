using System.Diagnostics;
using System.Globalization;
using KryptonFunctions.Observability;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace KryptonFunctions.Functions.Observability;

/// <summary>
/// Measures each call of the API until its answer is sent, and how long each message waited. By function, never by
/// address.
/// </summary>
public sealed class MeasuringMiddleware(CallsUnderWay calls, TimeProvider time) : IFunctionsWorkerMiddleware
{
    /// <summary>When a message was put in, as the queue trigger tells it.</summary>
    private const string PutIn = "InsertionTime";

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var function = context.FunctionDefinition.Name;
        if (context.GetHttpContext()?.Response is { } answer)
        {
            var begun = Stopwatch.GetTimestamp();
            answer.OnCompleted(() =>
            {
                KryptonMetrics.Answered(function, answer.StatusCode, Stopwatch.GetElapsedTime(begun));
                return Task.CompletedTask;
            });
            return calls.WhileAsync(() => next(context));
        }
        else if (
            context.BindingContext.BindingData.TryGetValue(PutIn, out var text)
            && DateTimeOffset.TryParse(
                $"{text}".Trim('"'),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var putIn
            )
        )
        {
            KryptonMetrics.Taken(function, time.GetUtcNow() - putIn);
        }

        return next(context);
    }
}
