using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Announcements;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Boards;

/// <summary>A board and the version of its meeting.</summary>
public sealed record VersionedBoard(Board Board, int Version);

/// <summary>
/// The readiness board of a meeting, from the tables alone. It is traced before it is given; that it is still the one
/// which the reader has is traced too, but is no access to Krypton's data.
/// </summary>
public sealed class ReadBoard(CareContextGuard guard, RcpStore rcps, CurrentBoard boards, TraceWriter traces)
{
    /// <param name="caller">Who reads.</param>
    /// <param name="rcpId">The meeting.</param>
    /// <param name="isKnown">True where the reader has this very board, so that nothing of it is given.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Outcome<VersionedBoard>> ReadAsync(
        Caller caller,
        string rcpId,
        Func<VersionedBoard, bool> isKnown,
        CancellationToken cancellationToken
    )
    {
        var context = new CareContext(rcpId);
        if (await guard.CheckClaimAsync(caller, context) is { } refusal)
        {
            return refusal;
        }

        if (!DccIds.IsValid(rcpId) || await rcps.FindAsync(rcpId, cancellationToken) is not { Value: var rcp })
        {
            return RcpFailures.Unknown;
        }

        var board = await boards.OfAsync(rcp, cancellationToken);
        var found = new VersionedBoard(board, rcp.Version);
        var action = isKnown(found) ? TraceAction.RcpUnchanged : TraceAction.RcpRead;
        return
            await traces.WriteAsync(TraceEntry.By(caller, action, context), cancellationToken)
                is Outcome<TraceId>.Failed(var untraced)
            ? untraced
            : found;
    }
}
