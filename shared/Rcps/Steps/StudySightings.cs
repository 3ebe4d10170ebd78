using Krypton.Identity;
using Krypton.IdentitySearch;
using Krypton.Platform;
using Krypton.Rcps.Repatriations;
using Krypton.Rcps.Rules;
using Krypton.Rcps.Storage;

namespace Krypton.Rcps.Steps;

/// <summary>Looks at a study on Krypton: the central server always; the Task where an order is under way, else the index.</summary>
public sealed class StudySightings(KryptonStudies krypton, KryptonRepatriations orders, RcpStore rcps, PatientTraitsReader traits)
{
    public async Task<Sighting> LookAsync(string rcpId, WantedStudy study, CancellationToken cancellationToken)
    {
        if (!StudyUid.TryParse(study.StudyUid, out var uid))
        {
            return new Sighting { Index = IndexedAs.Missing, Central = 0 };
        }

        var central = krypton.OnCentralAsync([uid], cancellationToken);
        var seen = RepatriationRules.IsUnderWay(study.Repatriation)
            ? await TaskAsync(study.Repatriation.TaskId!, cancellationToken)
            : await IndexAsync(rcpId, study, uid, cancellationToken);
        return seen with { Central = Count(await central) };
    }

    private async Task<Sighting> TaskAsync(string taskId, CancellationToken cancellationToken) => await orders.GetAsync(taskId, cancellationToken) switch
    {
        RepatriationAnswer.Found { Report: var report } => new Sighting { Task = StudyOrders.Read(report.Status), TaskReason = report.Reason, Expected = report.Expected },
        RepatriationAnswer.Missing => new Sighting { Task = OrderedAs.Lost },
        _ => new Sighting(),
    };

    private async Task<Sighting> IndexAsync(string rcpId, WantedStudy study, StudyUid uid, CancellationToken cancellationToken)
    {
        switch (await krypton.FindAsync([uid], cancellationToken))
        {
            case StudiesAnswer.Listed { Studies: [var known, ..] }:
                return new Sighting
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
            case StudiesAnswer.Listed:
                return new Sighting { Index = IndexedAs.Missing };
            default:
                return new Sighting();
        }
    }

    /// <summary>Any pré-fiche that wants the study and whose patient it cannot be of.</summary>
    private async Task<bool> ContradictsAsync(string rcpId, WantedStudy study, StudyRecord known, CancellationToken cancellationToken)
    {
        foreach (var preFicheId in study.WantedBy)
        {
            var preFiche = await rcps.FindPreFicheAsync(rcpId, preFicheId, cancellationToken);
            if (preFiche is not null && traits.Read(preFiche.Patient) is Access.Outcome<PatientTraits>.Ok { Value: var patient } && StudyIdentity.Contradicts(patient, known))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Instances that can be shown at once. A server that does not count says at least that there is one.</summary>
    private static int? Count(StudiesAnswer answer) => answer switch
    {
        StudiesAnswer.Listed { Studies: [] } => 0,
        StudiesAnswer.Listed { Studies: [var held, ..] } => held.Availability is null or StudyAvailability.Online ? held.Instances ?? 1 : 0,
        _ => null,
    };
}
