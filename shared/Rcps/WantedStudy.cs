using KryptonFunctions.Rcps.Repatriations;

namespace KryptonFunctions.Rcps;

/// <summary>
/// One study of the RCP, whichever pré-fiches want it: the state row of the table <c>PreFicheStudies</c>. It is
/// ordered once.
/// </summary>
public sealed record WantedStudy
{
    public required string StudyUid { get; init; }

    /// <summary>The Krypton record under which it was first attached.</summary>
    public required string PatientId { get; init; }

    /// <summary>FINESS of the establishment that made it, or null where it is not known.</summary>
    public string? Finess { get; init; }

    /// <summary>The pré-fiches that have it attached; empty: no longer wanted.</summary>
    public IReadOnlyList<string> WantedBy { get; init; } = [];

    /// <summary>For whom it is ordered.</summary>
    public required Actor By { get; init; }

    public Repatriation Repatriation { get; init; } = new();

    /// <summary>As it begins when the first pré-fiche attaches it; wanted by none yet.</summary>
    public static WantedStudy From(AttachedStudy attached) =>
        new()
        {
            StudyUid = attached.StudyUid,
            PatientId = attached.PatientId,
            By = attached.By,
            Finess = attached.Finess,
            Repatriation = new() { Expected = attached.Instances },
        };

    public WantedStudy Attached(string preFicheId) =>
        this with
        {
            WantedBy = [.. WantedBy.Where(id => id != preFicheId), preFicheId],
        };

    public WantedStudy Detached(string preFicheId) =>
        this with
        {
            WantedBy = [.. WantedBy.Where(id => id != preFicheId)],
        };

    /// <summary>
    /// True where an orchestration must be running for it: something is open, or it is wanted again, or a re-check is
    /// to come.
    /// </summary>
    public bool HasWork(Rcp rcp, DateTimeOffset now, RepatriationSchedule schedule) =>
        Repatriation.Next != NextStep.End
        || (
            WantedBy.Count > 0
            && !rcp.Cancelled
            && now < rcp.StartsAt
            && (
                Repatriation.State is RepatriationState.Cancelled or RepatriationState.Expired
                || schedule.NextRecheck(new RcpContext(now, rcp.StartsAt, Wanted: true, Cancelled: false)) is not null
            )
        );
}
