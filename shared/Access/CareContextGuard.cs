using KryptonFunctions.Rcps.Announcements;
using KryptonFunctions.Rcps.Storage;

namespace KryptonFunctions.Access;

/// <summary>
/// Holds that a caller asks for a patient only in a care context that its token covers, and that a pré-fiche is in the
/// RCP that is named with it. A refusal is traced, without the ids that were not found to be so.
/// </summary>
public sealed class CareContextGuard(RcpStore rcps, Refusals refusals)
{
    private static readonly Failure Stranger = new(
        FailureKind.Forbidden,
        "care-context",
        new(
            "L'appelant ne participe pas à la prise en charge de cette RCP ou de cette pré-fiche.",
            "The caller takes no part in the care of this meeting or pré-fiche."
        )
    );

    /// <summary>
    /// Null where the token covers the context and it exists; else the refusal: 403 <c>care-context</c>, or 404
    /// <c>unknown-prefiche</c> for one that the RCP does not have or no longer.
    /// </summary>
    public async Task<Failure?> CheckAsync(Caller caller, CareContext context, CancellationToken cancellationToken)
    {
        if (await CheckClaimAsync(caller, context) is { } stranger)
        {
            return stranger;
        }

        return
            context.PreFicheId is not { } preFicheId
            || await rcps.FindPreFicheAsync(context.RcpId, preFicheId, cancellationToken) is { Withdrawn: false }
            ? null
            : await refusals.RefuseAsync(caller, RcpFailures.UnknownPreFiche, new CareContext(context.RcpId));
    }

    /// <summary>The same for who looks into the RCP anyway: only whether the token covers the context.</summary>
    public async Task<Failure?> CheckClaimAsync(Caller caller, CareContext context) =>
        caller.CareOf.Covers(context) ? null : await refusals.RefuseAsync(caller, Stranger);
}
