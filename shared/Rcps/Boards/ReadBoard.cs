using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Announcements;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Traces;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.Boards;

/// <summary>A board and the version of its meeting.</summary>
public sealed record VersionedBoard(Board Board, int Version);

/// <summary>The readiness board of a meeting, from the tables alone. It is traced before it is given.</summary>
public sealed class ReadBoard(
    CareContextGuard guard,
    RcpStore rcps,
    StudyStore studies,
    TraceWriter traces,
    IOptions<PrefetchOptions> options,
    TimeProvider time
)
{
    public async Task<Outcome<VersionedBoard>> ReadAsync(
        Caller caller,
        string rcpId,
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

        var preFiches = rcps.PreFichesAsync(rcpId, cancellationToken);
        var wanted = studies.StudiesAsync(rcpId, cancellationToken);
        var attached = studies.AttachedAsync(rcpId, cancellationToken);
        var board = BoardMaker.Make(
            rcp,
            await preFiches,
            await wanted,
            await attached,
            time.GetUtcNow(),
            options.Value
        );
        return await traces.WriteAsync(TraceEntry.By(caller, TraceAction.RcpRead, context), cancellationToken) switch
        {
            Outcome<TraceId>.Failed(var failure) => failure,
            _ => new VersionedBoard(board, rcp.Version),
        };
    }
}
