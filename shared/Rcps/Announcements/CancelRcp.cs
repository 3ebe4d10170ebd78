using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Boards;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Announcements;

/// <summary>
/// The meeting does not take place: its open orders will be taken back. Repeating it changes nothing; announcing the
/// meeting again brings it back.
/// </summary>
public sealed class CancelRcp(CareContextGuard guard, RcpStore rcps, TraceWriter traces)
{
    private const int MaxTries = 8;

    public async Task<Outcome<SavedRcp>> CancelAsync(
        Caller caller,
        string rcpId,
        string? ifMatch,
        CancellationToken cancellationToken
    )
    {
        if (await guard.CheckClaimAsync(caller, new CareContext(rcpId)) is { } refusal)
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
                return new Failure(
                    FailureKind.Stale,
                    "stale-version",
                    new(
                        "La RCP a changé depuis la version que nomme If-Match.",
                        "The meeting has changed since the version that If-Match names."
                    )
                );
            }

            var cancelled = before.Value.Cancelled
                ? before.Value
                : before.Value with
                {
                    Cancelled = true,
                    Version = before.Value.Version + 1,
                };
            if (!before.Value.Cancelled && !await rcps.SaveAsync(cancelled, before, [], cancellationToken))
            {
                continue;
            }

            return await traces.WriteAsync(
                TraceEntry.By(caller, TraceAction.RcpCancelled, new CareContext(rcpId)),
                cancellationToken
            ) switch
            {
                Outcome<TraceId>.Failed(var failure) => failure,
                _ => new SavedRcp(rcpId, cancelled.Version, !before.Value.Cancelled, []),
            };
        }
    }
}

/// <summary>The refusals that several use cases of a meeting share.</summary>
internal static class RcpFailures
{
    public static Failure Unknown { get; } =
        new(
            FailureKind.NotFound,
            "unknown-rcp",
            new("Aucune RCP n'est connue sous cet identifiant.", "No meeting is known under this id.")
        );

    public static Failure UnknownPreFiche { get; } =
        new(
            FailureKind.NotFound,
            "unknown-prefiche",
            new("La RCP n'a pas cette pré-fiche.", "The meeting has no such pré-fiche.")
        );

    public static Failure Cancelled { get; } =
        new(FailureKind.Conflict, "rcp-cancelled", new("La RCP est annulée.", "The meeting is cancelled."));

    public static Failure Begun { get; } =
        new(
            FailureKind.Conflict,
            "rcp-begun",
            new(
                "La RCP a commencé ; plus rien ne peut être préparé pour elle.",
                "The meeting has begun; nothing more can be prepared for it."
            )
        );
}
