using System.Runtime.ExceptionServices;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Host.Timers;
using WorkerHost.Workers;

namespace WorkerHost.Jobs;

/// <summary>
/// What goes wrong beside a function. As on the genuine host a function that takes too long costs the worker its
/// life; the handler of WebJobs itself would end the host.
/// </summary>
internal sealed partial class ExceptionHandler(WorkerSupervisor workers, ILogger<ExceptionHandler> log)
    : IWebJobsExceptionHandler
{
    /// <summary>For a function that heeds its cancellation.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(1);

    public void Initialize(JobHost host)
    {
        // It is not needed.
    }

    public async Task OnTimeoutExceptionAsync(ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod)
    {
        LogTimeout(exceptionInfo.SourceException.Message);
        await Task.Delay(GracePeriod);
        workers.EndCurrent();
    }

    public Task OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo)
    {
        LogUnhandled(exceptionInfo.SourceException);
        return Task.CompletedTask;
    }

    [LoggerMessage(130, LogLevel.Error, "The worker is ended for a function that takes too long: {Reason}")]
    private partial void LogTimeout(string reason);

    [LoggerMessage(131, LogLevel.Critical, "An extension failed.")]
    private partial void LogUnhandled(Exception exception);
}
