using Krypton.Rcps.Storage;

namespace Krypton.Rcps.Notifications;

/// <summary>A study that Krypton reports on, and the pré-fiche by which it came in.</summary>
public sealed record ReportedStudy(string RcpId, string FirstPreFiche, string StudyUid);

/// <summary>Finds the study that a queued notification is about.</summary>
public sealed class FindReported(StudyStore studies)
{
    /// <summary>The study where it is known; null for a Task that is not (yet) known: it may have overtaken the row of its own order.</summary>
    public async Task<ReportedStudy?> RunAsync(ReportedTask task, CancellationToken cancellationToken) =>
        OrderKey.TryParse(task.Key, out var key) && await studies.FindAsync(key.RcpId, key.StudyUid, cancellationToken) is { Value: var study }
            ? new ReportedStudy(key.RcpId, study.FirstPreFiche, study.StudyUid)
            : null;
}
