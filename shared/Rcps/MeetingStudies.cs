using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Studies;

namespace KryptonFunctions.Rcps;

/// <summary>What a meeting has of its studies, as one look at the tables shows it.</summary>
/// <param name="Ways">How far each is, by UID.</param>
/// <param name="Attached">The rows of all pré-fiches: attached, proposed and declined ones.</param>
/// <param name="InConflict">The UIDs that are attached for a patient who was corrected since.</param>
public sealed record StudiesOfMeeting(
    IReadOnlyDictionary<string, Repatriation> Ways,
    IReadOnlyList<AttachedStudy> Attached,
    IReadOnlySet<string> InConflict
)
{
    /// <summary>As its board says it; null where the meeting never wanted it.</summary>
    public RepatriationState? StateOf(string studyUid) =>
        (Ways.GetValueOrDefault(studyUid), InConflict.Contains(studyUid)) switch
        {
            (null, _) => null,
            (_, true) => RepatriationState.Manual,
            (var way, _) => way.State,
        };
}

/// <summary>What the lists of studies read of the meeting, and what they tell it.</summary>
public sealed class MeetingStudies(RcpStore rcps, StudyStore studies)
{
    public async Task<StudiesOfMeeting> ReadAsync(string rcpId, CancellationToken cancellationToken)
    {
        var all = await studies.AllAsync(rcpId, cancellationToken);
        var preFiches = all.Attached.Count > 0 ? await rcps.PreFichesAsync(rcpId, cancellationToken) : [];
        return new StudiesOfMeeting(
            all.Wanted.ToDictionary(s => s.StudyUid, s => s.Repatriation, StringComparer.Ordinal),
            all.Attached,
            Conflicts.Of(preFiches, all.Attached)
        );
    }

    /// <summary>
    /// Whether the patient has any imaging: the board says it of a pré-fiche without studies. Nothing is noted of a
    /// part of the studies, or of a part of the records.
    /// </summary>
    public async Task NoteAsync(
        CareContext context,
        IReadOnlyList<string> records,
        StudyFilter filter,
        StudiesOfPerson all,
        CancellationToken cancellationToken
    )
    {
        if (context.PreFicheId is { } preFicheId && all.Complete && filter == new StudyFilter())
        {
            var hasNone = all.Studies.Count + all.Unverified.Count == 0;
            await rcps.ChangePreFicheAsync(
                context.RcpId,
                preFicheId,
                p =>
                    p.Choice?.PatientIds.Count == records.Count && records.All(p.HasChosen)
                        ? p with
                        {
                            HasNoStudies = hasNone,
                        }
                        : p,
                cancellationToken
            );
        }
    }
}
