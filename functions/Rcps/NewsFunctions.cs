using KryptonFunctions.Access;
using KryptonFunctions.Observability;
using KryptonFunctions.Rcps.News;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>Tells the DCC what is new of its meetings, and tells of what it did not take.</summary>
public sealed partial class NewsFunctions(TellDcc tell, PoisonQueues poison, ILogger<NewsFunctions> logger)
{
    /// <summary>What the DCC does not take comes again, and is put aside after the last try.</summary>
    [Function(nameof(TellDcc))]
    public async Task TellDcc(
        [QueueTrigger(NewsMessages.Queue)] ChangedRcp changed,
        CancellationToken cancellationToken
    )
    {
        using var span = KryptonActivities.StartMessage(NewsMessages.Queue, [changed.Traceparent]);
        await tell.TellAsync(changed.RcpId, cancellationToken);
    }

    [Function(nameof(ReplayNews))]
    public async Task ReplayNews([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (await poison.ReplayAsync(NewsMessages.Queue, cancellationToken) is > 0 and var count)
        {
            LogReplayed(count, NewsMessages.PoisonQueue);
        }
    }

    [LoggerMessage(
        4014,
        LogLevel.Critical,
        "{Count} messages stood in {Queue}: the DCC does not take the news of its meetings. They are tried again."
    )]
    private partial void LogReplayed(int count, string queue);
}
