using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps.Boards;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Announcements;

/// <summary>
/// Adds one pré-fiche to an announced meeting, or changes whose it is; the others are not touched. A corrected patient
/// is the same here as in the whole meeting (<see cref="PatientCorrection"/>). Repeating it changes nothing.
/// </summary>
public sealed class SavePreFiche(
    CareContextGuard guard,
    PatientTraitsReader traits,
    PatientCorrection correction,
    RcpStore rcps,
    TraceWriter traces,
    TimeProvider time
)
{
    private const int MaxTries = 8;

    private static readonly Failure Full = new(
        FailureKind.Conflict,
        "too-many-prefiches",
        new(
            $"La RCP a déjà {RcpRequestReader.MaxPreFiches} pré-fiches.",
            $"The meeting has {RcpRequestReader.MaxPreFiches} pré-fiches already."
        )
    );

    /// <summary>404, for whoever changes what must be there.</summary>
    public static Failure Unknown => RcpFailures.UnknownPreFiche;

    /// <param name="caller">Who changes it.</param>
    /// <param name="rcpId">The meeting.</param>
    /// <param name="preFicheId">The pré-fiche.</param>
    /// <param name="change">The patient that it shall have, by the one that it has; null where the meeting has no such
    /// pré-fiche, or no longer. Asked again where somebody else was faster.</param>
    /// <param name="ifMatch">The header, or null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Outcome<SavedRcp>> SaveAsync(
        Caller caller,
        string rcpId,
        string preFicheId,
        Func<RequestedPatient?, Outcome<RequestedPatient>> change,
        string? ifMatch,
        CancellationToken cancellationToken
    )
    {
        if (!DccIds.IsValid(preFicheId))
        {
            return RcpFailures.UnknownPreFiche;
        }

        var context = new CareContext(rcpId, preFicheId);
        if (await guard.CheckClaimAsync(caller, context) is { } refusal)
        {
            return refusal;
        }

        for (var attempt = 1; ; attempt++)
        {
            if (!DccIds.IsValid(rcpId) || await rcps.FindAsync(rcpId, cancellationToken) is not { } before)
            {
                return RcpFailures.Unknown;
            }

            if (!RcpETag.Allows(ifMatch, before.Value.Version) || attempt > MaxTries)
            {
                return SaveRcp.Stale;
            }

            var kept = await rcps.PreFichesAsync(rcpId, cancellationToken);
            switch (Change(caller, before.Value, kept, preFicheId, change))
            {
                case Outcome<RcpChanges>.Failed(var failure):
                    return failure;
                case Outcome<RcpChanges>.Ok(var changes)
                    when !changes.Any
                        || await rcps.SaveAsync(changes.Rcp, before, changes.PreFiches, cancellationToken):
                    var saved = changes.Of(preFicheId, kept.FirstOrDefault(p => p.PreFicheId == preFicheId));
                    return await TraceAsync(caller, context, changes, saved, cancellationToken);
            }
        }
    }

    private Outcome<RcpChanges> Change(
        Caller caller,
        Rcp rcp,
        IReadOnlyList<PreFiche> all,
        string preFicheId,
        Func<RequestedPatient?, Outcome<RequestedPatient>> change
    )
    {
        // As with the whole meeting: a wrong patient is corrected also while it takes place.
        if (rcp.Cancelled || time.GetUtcNow() >= rcp.EndsAt)
        {
            return rcp.Cancelled ? RcpFailures.Cancelled : RcpFailures.Begun;
        }

        var kept = all.FirstOrDefault(p => p.PreFicheId == preFicheId);
        var isThere = kept is { Withdrawn: false };
        if (!isThere && all.Count(p => !p.Withdrawn) >= RcpRequestReader.MaxPreFiches)
        {
            return Full;
        }

        return change(isThere ? kept!.Patient : null) switch
        {
            Outcome<RequestedPatient>.Failed(var failure) => failure,
            Outcome<RequestedPatient>.Ok(var patient) => traits.Read(patient)
                is Outcome<PatientTraits>.Failed(var wrong)
                ? wrong
                : RcpChanges.OfOne(
                    rcp,
                    kept,
                    new PreFiche { PreFicheId = preFicheId, Patient = patient },
                    Actor.From(caller),
                    correction
                ),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };
    }

    private async Task<Outcome<SavedRcp>> TraceAsync(
        Caller caller,
        CareContext context,
        RcpChanges changes,
        SavedAs saved,
        CancellationToken cancellationToken
    )
    {
        var entry = TraceEntry.By(caller, TraceAction.RcpChanged, context) with
        {
            Detail = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["changed"] = $"{changes.PreFiches.Count}",
                ["version"] = $"{changes.Rcp.Version}",
            },
        };
        return await traces.WriteAsync(entry, cancellationToken) is Outcome<TraceId>.Failed(var untraced)
            ? untraced
            : new SavedRcp(
                context.RcpId,
                changes.Rcp.Version,
                changes.Any,
                [new SavedPreFiche(context.PreFicheId, saved)]
            );
    }
}
