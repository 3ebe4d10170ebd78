using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Announcements;
using KryptonFunctions.Rcps.Storage;

namespace KryptonFunctions.Rcps.Attachments;

/// <summary>A pré-fiche that a caller may work on, with its meeting.</summary>
public sealed record OpenedPreFiche(Rcp Rcp, PreFiche PreFiche)
{
    public CareContext Context => new(Rcp.RcpId, PreFiche.PreFicheId);
}

/// <summary>Finds a pré-fiche for a caller: its care context first, then whether it is there.</summary>
public sealed class OpenPreFiche(CareContextGuard guard, RcpStore rcps, TimeProvider time)
{
    /// <summary>Nothing of the patient can be attached or shown before the choice.</summary>
    internal static Failure NoIdentity { get; } =
        new(
            FailureKind.Conflict,
            "identity-not-chosen",
            new(
                "Choisissez d'abord l'identité du patient dans Krypton pour la pré-fiche.",
                "Choose the patient's identity on Krypton for the pré-fiche first."
            )
        );

    /// <param name="caller">Who asks.</param>
    /// <param name="rcpId">The meeting.</param>
    /// <param name="preFicheId">The pré-fiche.</param>
    /// <param name="toChange">True where it will be changed: refused once the meeting is cancelled or has
    /// begun.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Outcome<OpenedPreFiche>> OpenAsync(
        Caller caller,
        string rcpId,
        string preFicheId,
        bool toChange,
        CancellationToken cancellationToken
    )
    {
        if (await guard.CheckClaimAsync(caller, new CareContext(rcpId, preFicheId)) is { } refusal)
        {
            return refusal;
        }

        if (!DccIds.IsValid(rcpId) || await rcps.FindAsync(rcpId, cancellationToken) is not { Value: var rcp })
        {
            return RcpFailures.Unknown;
        }

        if (
            !DccIds.IsValid(preFicheId)
            || await rcps.FindPreFicheAsync(rcpId, preFicheId, cancellationToken) is not { Withdrawn: false } preFiche
        )
        {
            return RcpFailures.UnknownPreFiche;
        }

        if (toChange && rcp.Cancelled)
        {
            return RcpFailures.Cancelled;
        }

        return toChange && time.GetUtcNow() >= rcp.StartsAt ? RcpFailures.Begun : new OpenedPreFiche(rcp, preFiche);
    }
}
