using KryptonFunctions.ViewerLinks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Functions.ViewerLinks;

/// <summary>
/// Each night removes the rows of links that ended longer ago than the retention. What was done with them stays in the
/// traces.
/// </summary>
public sealed partial class PurgeViewerLinks(
    ViewerLinkTable table,
    IOptions<ViewerLinksOptions> options,
    TimeProvider time,
    ILogger<PurgeViewerLinks> logger
)
{
    [Function(nameof(PurgeViewerLinks))]
    public async Task RunAsync([TimerTrigger("0 40 2 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var removed = await table.RemoveEndedAsync(
            time.GetUtcNow().AddDays(-options.Value.RetentionDays),
            cancellationToken
        );
        LogRemoved(removed);
    }

    [LoggerMessage(5001, LogLevel.Information, "{Count} ended viewer links were removed.")]
    private partial void LogRemoved(int count);
}
