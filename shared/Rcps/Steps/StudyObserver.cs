using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Rules;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>
/// Looks at a study on Krypton: the central server always; the Task where an order is under way, else the index.
/// </summary>
public sealed class StudyObserver(
    KryptonStudies krypton,
    KryptonRepatriations orders,
    ConflictCheck conflicts,
    PatientTraitsReader traits
)
{
    public async Task<StudyObservation> ObserveAsync(
        string rcpId,
        WantedStudy study,
        CancellationToken cancellationToken
    )
    {
        if (!StudyUid.TryParse(study.StudyUid, out var uid))
        {
            return new StudyObservation { Index = IndexedAs.Missing, Central = 0 };
        }

        var central = krypton.OnCentralAsync(uid, cancellationToken);
        var isUnderWay = RepatriationRules.IsUnderWay(study.Repatriation);
        var index = isUnderWay ? null : await krypton.FindAsync(uid, cancellationToken);
        var seen = index is null ? await TaskAsync(study.Repatriation.TaskId!, cancellationToken) : OfIndex(index);
        var (held, uncounted) = Count(await central);

        // Read last: the patient may have been corrected while Krypton was asked.
        var isInConflict = index is not null && await IsInConflictAsync(rcpId, study, index, cancellationToken);
        return seen with { Central = held, Uncounted = uncounted, IdentityConflict = isInConflict };
    }

    private async Task<StudyObservation> TaskAsync(string taskId, CancellationToken cancellationToken) =>
        await orders.GetAsync(taskId, cancellationToken) switch
        {
            RepatriationAnswer.Found { Report: var report } => new StudyObservation
            {
                Task = StudyOrders.Read(report.Status),
                TaskReason = report.Reason,
                Expected = report.Expected,
            },
            RepatriationAnswer.Missing => new StudyObservation { Task = OrderedAs.Lost },
            _ => new StudyObservation(),
        };

    private static StudyObservation OfIndex(QidoAnswer answer) =>
        answer switch
        {
            QidoAnswer.Listed { Studies: [var known, ..] } => new StudyObservation
            {
                Index = known.Availability switch
                {
                    StudyAvailability.Offline => IndexedAs.Offline,
                    StudyAvailability.Unavailable => IndexedAs.Unavailable,
                    _ => IndexedAs.Transferable,
                },
                Expected = known.Instances,
            },
            QidoAnswer.Listed { Complete: true } => new StudyObservation { Index = IndexedAs.Missing },
            _ => new StudyObservation(),
        };

    /// <summary>
    /// Nobody's who wants it since a correction; or some pré-fiche rightly has it, whose patient it cannot be of by
    /// what it says itself.
    /// </summary>
    private async Task<bool> IsInConflictAsync(
        string rcpId,
        WantedStudy study,
        QidoAnswer answer,
        CancellationToken cancellationToken
    )
    {
        var holders = await conflicts.HoldersAsync(rcpId, study, cancellationToken);
        return holders.Count == 0
            || (
                answer is QidoAnswer.Listed { Studies: [var known, ..] }
                && holders.Any(preFiche => Contradicts(preFiche, known))
            );
    }

    private bool Contradicts(PreFiche preFiche, StudyRecord known) =>
        traits.Read(preFiche.Patient) is Access.Outcome<PatientTraits>.Ok { Value: var patient }
        && StudyPatientMatcher.Contradicts(patient, known);

    /// <summary>
    /// Instances that can be shown at once; where the server neither says nor lets us count, only that some are there.
    /// </summary>
    private static (int? Instances, bool Uncounted) Count(QidoAnswer answer) =>
        answer switch
        {
            QidoAnswer.Listed { Studies: [], Complete: true } => (0, false),
            QidoAnswer.Listed { Studies: [{ Availability: null or StudyAvailability.Online } held, ..] } => (
                held.Instances ?? 1,
                held.Instances is null
            ),
            QidoAnswer.Listed { Studies: [_, ..] } => (0, false),
            _ => (null, false),
        };
}
