using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>
/// Once the identity of a corrected patient is chosen: what belongs to a chosen record stays, all else that is attached
/// or proposed goes, each with a trace. May be repeated from any point; until it has run, those studies are in
/// conflict.
/// </summary>
public sealed class DetachEarlierStudies(RcpStore rcps, StudyStore studies, TraceWriter traces)
{
    /// <summary>The UIDs of attached studies whose orchestration must look: detached, or the patient's again.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> DetachAsync(
        string rcpId,
        string preFicheId,
        CancellationToken cancellationToken
    )
    {
        if (
            await rcps.FindPreFicheAsync(rcpId, preFicheId, cancellationToken)
            is not { Choice: { } choice, Earlier: not null } preFiche
        )
        {
            return new Outcome<IReadOnlyList<string>>.Ok([]);
        }

        var rows = await studies.AttachedToAsync(rcpId, preFicheId, cancellationToken);
        foreach (var study in rows.Where(s => !preFiche.Holds(s)))
        {
            if (study.IsAttached && await TraceAsync(rcpId, choice, study, cancellationToken) is { } untraced)
            {
                return untraced;
            }

            await studies.DetachAsync(rcpId, preFicheId, study.StudyUid, cancellationToken);
        }

        await rcps.ChangePreFicheAsync(
            rcpId,
            preFicheId,
            p => p.Choice?.At == choice.At ? p with { Earlier = null } : p,
            cancellationToken
        );
        return new Outcome<IReadOnlyList<string>>.Ok([.. rows.Where(s => s.IsAttached).Select(s => s.StudyUid)]);
    }

    /// <summary>Before it is detached, so that a repeated run still knows of it; its key leaves one trace.</summary>
    private async Task<Failure?> TraceAsync(
        string rcpId,
        IdentityChoice choice,
        AttachedStudy study,
        CancellationToken cancellationToken
    )
    {
        var context = new CareContext(rcpId, study.PreFicheId);
        var entry = TraceEntry.By(choice.By.ToCaller(), TraceAction.Detached, context) with
        {
            Patient = study.PatientId,
            StudyUids = [study.StudyUid],
            StepKey = $"{InstanceIds.PreFiche(rcpId, study.PreFicheId)}/corrected-{study.StudyUid}-{study.At.UtcTicks}",
            Detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["by"] = "correction" },
        };
        return await traces.WriteAsync(entry, cancellationToken) is Outcome<TraceId>.Failed(var untraced)
            ? untraced
            : null;
    }
}
