using Krypton.Access;
using Krypton.Rcps.Meetings;
using Krypton.Rcps.Storage;

namespace Krypton.Rcps.Attachments;

/// <summary>A pré-fiche that a caller may work on, with its meeting.</summary>
public sealed record PreFicheAtHand(Rcp Rcp, PreFiche PreFiche)
{
    public CareContext Context => new(Rcp.RcpId, PreFiche.PreFicheId);
}

/// <summary>Finds a pré-fiche for a caller: its care context first, then whether it is there.</summary>
public sealed class OpenPreFiche(CareGate gate, RcpStore rcps, TimeProvider time)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="rcpId">The meeting.</param>
    /// <param name="preFicheId">The pré-fiche.</param>
    /// <param name="toChange">True where it will be changed: refused once the meeting is cancelled or has begun.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Outcome<PreFicheAtHand>> RunAsync(Caller caller, string rcpId, string preFicheId, bool toChange, CancellationToken cancellationToken)
    {
        if (await gate.RefusalAsync(caller, new CareContext(rcpId, preFicheId), cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (!DccIds.IsValid(rcpId) || await rcps.FindAsync(rcpId, cancellationToken) is not { Value: var rcp })
        {
            return MeetingFailures.Unknown;
        }

        if (!DccIds.IsValid(preFicheId) || await rcps.FindPreFicheAsync(rcpId, preFicheId, cancellationToken) is not { Withdrawn: false } preFiche)
        {
            return MeetingFailures.UnknownPreFiche;
        }

        return toChange && rcp.Cancelled ? MeetingFailures.Cancelled
            : toChange && time.GetUtcNow() >= rcp.StartsAt ? MeetingFailures.Begun
            : new PreFicheAtHand(rcp, preFiche);
    }
}
