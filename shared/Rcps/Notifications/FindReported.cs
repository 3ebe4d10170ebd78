using Krypton.Rcps.Storage;

namespace Krypton.Rcps.Notifications;

/// <summary>Finds the study that a queued notification is about.</summary>
public sealed class FindReported(StudyStore studies)
{
    /// <summary>The order's key where the study is known; null for a Task that is not (yet) known: it may have overtaken the row of its own order.</summary>
    public async Task<OrderKey?> RunAsync(ReportedTask task, CancellationToken cancellationToken) =>
        OrderKey.TryParse(task.Key, out var key) && await studies.FindAsync(key.RcpId, key.StudyUid, cancellationToken) is not null ? key : null;
}
