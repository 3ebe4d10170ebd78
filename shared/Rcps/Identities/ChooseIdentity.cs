using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>A pré-fiche whose identity was chosen.</summary>
/// <param name="PreFiche">As it is now.</param>
/// <param name="Studies">The UIDs of studies that the choice has detached, or given back to their patient.</param>
public sealed record ChosenNow(PreFiche PreFiche, IReadOnlyList<string> Studies);

/// <summary>
/// The user's choice for a pré-fiche, by the handles of a search of this user. Repeating it changes nothing.
/// </summary>
public sealed class ChooseIdentity(
    OpenPreFiche open,
    ChosenIdentityReader reader,
    ChoiceOfUser choices,
    RcpStore rcps,
    StudyStore studies,
    DetachEarlierStudies earlier,
    TraceWriter traces
)
{
    private static readonly Failure InUse = new(
        FailureKind.Conflict,
        "identity-in-use",
        new(
            "Des examens de l'identité choisie auparavant sont rattachés ; détachez-les d'abord.",
            "Studies of the identity chosen before are attached; detach them first."
        )
    );

    /// <summary>What was chosen was found for the patient whom the pré-fiche had before.</summary>
    internal static Failure OfEarlierTraits { get; } =
        new(
            FailureKind.Conflict,
            "traits-changed",
            new(
                "Le patient de la pré-fiche a changé depuis cette recherche ; consultez les candidats actuels.",
                "The patient of the pré-fiche has changed since; look at the candidates for the present one."
            )
        );

    public async Task<Outcome<ChosenNow>> ChooseAsync(
        Caller caller,
        string rcpId,
        string preFicheId,
        ChosenIdentityRequest request,
        CancellationToken cancellationToken
    ) =>
        await open.OpenAsync(caller, rcpId, preFicheId, toChange: true, cancellationToken) switch
        {
            Outcome<OpenedPreFiche>.Failed(var failure) => failure,
            Outcome<OpenedPreFiche>.Ok(var at) => await ChooseAsync(caller, at, request, cancellationToken),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };

    private async Task<Outcome<ChosenNow>> ChooseAsync(
        Caller caller,
        OpenedPreFiche at,
        ChosenIdentityRequest request,
        CancellationToken cancellationToken
    ) =>
        await reader.ReadAsync(caller, at.Context, request) switch
        {
            Outcome<IReadOnlyList<string>>.Failed(var failure) => failure,
            Outcome<IReadOnlyList<string>>.Ok(var ids) => await ChooseAsync(caller, at, ids, cancellationToken),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };

    private async Task<Outcome<ChosenNow>> ChooseAsync(
        Caller caller,
        OpenedPreFiche at,
        IReadOnlyList<string> patientIds,
        CancellationToken cancellationToken
    ) =>
        await choices.FromAsync(caller, at, patientIds, cancellationToken) switch
        {
            Outcome<IdentityChoice>.Failed(var failure) => failure,
            Outcome<IdentityChoice>.Ok(var choice) => await SaveAsync(caller, at, choice, cancellationToken),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };

    private async Task<Outcome<ChosenNow>> SaveAsync(
        Caller caller,
        OpenedPreFiche at,
        IdentityChoice choice,
        CancellationToken cancellationToken
    )
    {
        var (rcpId, preFicheId) = (at.Rcp.RcpId, at.PreFiche.PreFicheId);
        if (!await FreeAsync(rcpId, at.PreFiche, choice, cancellationToken))
        {
            return InUse;
        }

        var patient = at.PreFiche.PatientDigest();
        var kept = await rcps.ChangePreFicheAsync(rcpId, preFicheId, p => p.Choose(choice, patient), cancellationToken);
        if (kept?.PatientDigest() != patient)
        {
            return OfEarlierTraits;
        }

        if (await TraceAsync(caller, at, choice, cancellationToken) is { } untraced)
        {
            return untraced;
        }

        return await earlier.DetachAsync(rcpId, preFicheId, cancellationToken) switch
        {
            Outcome<IReadOnlyList<string>>.Ok(var concerned) => new ChosenNow(kept, concerned),
            Outcome<IReadOnlyList<string>>.Failed(var failure) => failure,
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };
    }

    /// <summary>
    /// Proposals of records that are no longer chosen go away; false where a study of one is attached. What is in
    /// conflict since a correction stands in nobody's way: it is detached once the choice is kept.
    /// </summary>
    private async Task<bool> FreeAsync(
        string rcpId,
        PreFiche preFiche,
        IdentityChoice choice,
        CancellationToken cancellationToken
    )
    {
        var others = (await studies.AttachedToAsync(rcpId, preFiche.PreFicheId, cancellationToken))
            .Where(s => preFiche.Holds(s) && !choice.PatientIds.Contains(s.PatientId))
            .ToList();
        if (others.Exists(s => s.IsAttached))
        {
            return false;
        }

        foreach (var proposal in others)
        {
            await studies.DetachAsync(rcpId, preFiche.PreFicheId, proposal.StudyUid, cancellationToken);
        }

        return true;
    }

    /// <summary>A trace for each chosen record, one where none is chosen; null once they are written.</summary>
    private async Task<Failure?> TraceAsync(
        Caller caller,
        OpenedPreFiche at,
        IdentityChoice choice,
        CancellationToken cancellationToken
    )
    {
        var entry = TraceEntry.By(caller, TraceAction.CandidateChosen, at.Context) with
        {
            Detail = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["records"] = $"{choice.PatientIds.Count}",
                ["confidence"] = string.Join(' ', choice.Evidence.Select(e => e.Confidence ?? "ownSearch")),
            },
        };
        var ofEachRecord =
            choice.PatientIds.Count == 0
                ? [entry]
                : choice.PatientIds.Select(record => entry with { Patient = record });
        return await traces.WriteEachAsync(ofEachRecord, cancellationToken);
    }
}
