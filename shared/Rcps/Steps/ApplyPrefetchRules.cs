using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Rules;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Structures;
using KryptonFunctions.Studies;
using KryptonFunctions.Traces;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>
/// Lists the studies of the chosen identity and applies the RCP's rules: proposes some to the user, attaches those that
/// a rule says to order. What the user detached stays so.
/// </summary>
public sealed class ApplyPrefetchRules(
    RcpStore rcps,
    StudyStore studies,
    PatientOnKrypton patients,
    KryptonStudies krypton,
    StructureDirectory directory,
    TraceWriter traces,
    IOptions<PrefetchOptions> options,
    TimeProvider time
)
{
    /// <summary>A list of which Krypton's answers left something out is asked for again after this time.</summary>
    private static readonly TimeSpan AgainWhereLeftOut = TimeSpan.FromHours(1);

    /// <summary>The UIDs of the studies that a rule attached, now or in an earlier run of this step.</summary>
    public async Task<IReadOnlyList<string>> ApplyAsync(
        string rcpId,
        string preFicheId,
        CancellationToken cancellationToken
    )
    {
        if (
            await rcps.FindAsync(rcpId, cancellationToken) is not { Value: var rcp }
            || await rcps.FindPreFicheAsync(rcpId, preFicheId, cancellationToken) is not { Choice: { } choice } preFiche
        )
        {
            return [];
        }

        CurrentCall.Begin(InstanceIds.PreFiche(rcpId, preFicheId), rcp.SavedBy.ToCaller());
        var ordered = new List<string>();
        var complete = true;
        var isEmpty = true;
        foreach (var patientId in choice.PatientIds)
        {
            if (await ListAsync(patientId, cancellationToken) is not { } listed)
            {
                await ListAgainAsync(
                    rcpId,
                    preFicheId,
                    choice,
                    options.Value.SearchAgain,
                    isSilent: true,
                    cancellationToken
                );
                return ordered;
            }

            if (!await StandsAsync(rcpId, preFicheId, patientId, cancellationToken))
            {
                // Corrected, or chosen otherwise, while Krypton was asked: the next turn looks at what stands now.
                return ordered;
            }

            complete &= listed.Complete;
            isEmpty &= listed.Studies.Count == 0;
            foreach (var (study, action) in PrefetchRules.Select(listed.Studies, rcp.Rules, rcp.StartsAt))
            {
                if (await SaveAsync(rcp, preFiche, patientId, study, action, cancellationToken))
                {
                    ordered.Add(study.StudyUid);
                }
            }
        }

        if (!complete)
        {
            await ListAgainAsync(rcpId, preFicheId, choice, AgainWhereLeftOut, isSilent: false, cancellationToken);
            return ordered;
        }

        var now = time.GetUtcNow();
        await rcps.ChangePreFicheAsync(
            rcpId,
            preFicheId,
            p =>
                p.Choice?.At == choice.At
                    ? p with
                    {
                        ListedAt = now,
                        ListedRules = rcp.RulesDigest(),
                        ListAgainAt = null,
                        SilentSince = null,
                        HasNoStudies = isEmpty,
                    }
                    : p,
            cancellationToken
        );
        return ordered;
    }

    private async Task<bool> StandsAsync(
        string rcpId,
        string preFicheId,
        string patientId,
        CancellationToken cancellationToken
    ) => (await rcps.FindPreFicheAsync(rcpId, preFicheId, cancellationToken))?.HasChosen(patientId) == true;

    private async Task ListAgainAsync(
        string rcpId,
        string preFicheId,
        IdentityChoice choice,
        TimeSpan wait,
        bool isSilent,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var again = now + wait;
        await rcps.ChangePreFicheAsync(
            rcpId,
            preFicheId,
            p =>
                p.Choice?.At == choice.At
                    ? p with
                    {
                        ListAgainAt = again,
                        SilentSince = isSilent ? p.SilentSince ?? now : null,
                    }
                    : p,
            cancellationToken
        );
    }

    /// <summary>Null where Krypton does not answer; a record that is gone has no studies.</summary>
    private async Task<QidoAnswer.Listed?> ListAsync(string patientId, CancellationToken cancellationToken)
    {
        switch (await patients.FindAsync(patientId, cancellationToken))
        {
            case Outcome<KnownPatient>.Ok(var patient):
                return
                    await krypton.OfPatientAsync(patient.Records, filter: null, cancellationToken)
                        is QidoAnswer.Listed listed
                    ? listed with
                    {
                        Complete = listed.Complete && patient.Complete,
                    }
                    : null;
            case Outcome<KnownPatient>.Failed({ Kind: FailureKind.NotFound }):
                return new QidoAnswer.Listed([]);
            default:
                return null;
        }
    }

    /// <summary>True where the study is attached and a rule did it.</summary>
    private async Task<bool> SaveAsync(
        Rcp rcp,
        PreFiche preFiche,
        string patientId,
        StudyRecord study,
        RuleAction action,
        CancellationToken cancellationToken
    )
    {
        var origin = action == RuleAction.Order ? StudyOrigin.Rule : StudyOrigin.Proposed;
        var row = AttachedStudy.From(
            study,
            StructureName.Of(study, await directory.ByAuthorityAsync(cancellationToken)),
            preFiche.PreFicheId,
            patientId,
            origin,
            rcp.SavedBy,
            time.GetUtcNow()
        );
        if (action == RuleAction.Propose)
        {
            await studies.ProposeAsync(rcp.RcpId, [row], cancellationToken);
            return false;
        }

        await studies.AttachAsync(rcp.RcpId, row, isNew: false, cancellationToken);
        if (
            await studies.FindAttachedAsync(rcp.RcpId, preFiche.PreFicheId, study.StudyUid, cancellationToken)
            is not { IsAttached: true, Origin: StudyOrigin.Rule } attached
        )
        {
            return false;
        }

        var entry = TraceEntry.By(
            rcp.SavedBy.ToCaller(),
            TraceAction.Attached,
            new CareContext(rcp.RcpId, preFiche.PreFicheId)
        ) with
        {
            Patient = patientId,
            StudyUids = [study.StudyUid],
            StepKey =
                $"{InstanceIds.PreFiche(rcp.RcpId, preFiche.PreFicheId)}"
                + $"/attached-{study.StudyUid}-{attached.At.UtcTicks}",
            Detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["by"] = "rule" },
        };
        return await traces.WriteAsync(entry, cancellationToken) is Outcome<TraceId>.Ok
            ? true
            : throw new TraceUnavailableException();
    }
}
