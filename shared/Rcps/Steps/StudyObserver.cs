using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Rules;
using KryptonFunctions.Rcps.Storage;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>
/// Looks at a study on Krypton: the central server always; the Task where an order is under way, else the index.
/// </summary>
public sealed class StudyObserver(
    KryptonStudies krypton,
    KryptonRepatriations orders,
    RcpStore rcps,
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
        var seen = RepatriationRules.IsUnderWay(study.Repatriation)
            ? await TaskAsync(study.Repatriation.TaskId!, cancellationToken)
            : await IndexAsync(rcpId, study, uid, cancellationToken);
        var (held, uncounted) = Count(await central);
        return seen with { Central = held, Uncounted = uncounted };
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

    private async Task<StudyObservation> IndexAsync(
        string rcpId,
        WantedStudy study,
        StudyUid uid,
        CancellationToken cancellationToken
    )
    {
        switch (await krypton.FindAsync(uid, cancellationToken))
        {
            case QidoAnswer.Listed { Studies: [var known, ..] }:
                return new StudyObservation
                {
                    Index = known.Availability switch
                    {
                        StudyAvailability.Offline => IndexedAs.Offline,
                        StudyAvailability.Unavailable => IndexedAs.Unavailable,
                        _ => IndexedAs.Transferable,
                    },
                    Expected = known.Instances,
                    IdentityConflict = await ContradictsAsync(rcpId, study, known, cancellationToken),
                };
            case QidoAnswer.Listed { Complete: true }:
                return new StudyObservation { Index = IndexedAs.Missing };
            default:
                return new StudyObservation();
        }
    }

    /// <summary>Any pré-fiche that wants the study and whose patient it cannot be of.</summary>
    private async Task<bool> ContradictsAsync(
        string rcpId,
        WantedStudy study,
        StudyRecord known,
        CancellationToken cancellationToken
    )
    {
        foreach (var preFicheId in study.WantedBy)
        {
            var preFiche = await rcps.FindPreFicheAsync(rcpId, preFicheId, cancellationToken);
            if (
                preFiche is not null
                && traits.Read(preFiche.Patient) is Access.Outcome<PatientTraits>.Ok { Value: var patient }
                && StudyPatientMatcher.Contradicts(patient, known)
            )
            {
                return true;
            }
        }

        return false;
    }

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
