using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Boards;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Traces;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>One turn of a meeting: which pré-fiches may begin to search, and how all stands.</summary>
public sealed partial class StartPreFiches(
    RcpStore rcps,
    StudyStore studies,
    TraceWriter traces,
    IOptions<PrefetchOptions> options,
    TimeProvider time,
    ILogger<StartPreFiches> logger
)
{
    private static readonly BoardCounts None = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>A search that has taken longer than this keeps no other from its turn.</summary>
    private static readonly TimeSpan MaxSearch = TimeSpan.FromMinutes(5);

    /// <summary>The look-out for slots where events were lost.</summary>
    private static readonly TimeSpan WhileSomeWait = TimeSpan.FromSeconds(30);

    public async Task<(RcpTurn Round, IReadOnlyList<string> Starting)> ChooseAsync(
        string rcpId,
        CancellationToken cancellationToken
    )
    {
        if (await rcps.FindAsync(rcpId, cancellationToken) is not { Value: var rcp })
        {
            return (new RcpTurn(Over: true, None, LookAgainAt: null), []);
        }

        var now = time.GetUtcNow();
        var isPending = await rcps.HasPendingNotificationAsync(rcp, cancellationToken);
        var preFiches = await rcps.PreFichesAsync(rcpId, cancellationToken);
        var all = await studies.AllAsync(rcpId, cancellationToken);
        var board = BoardMaker.Make(rcp, preFiches, all.Wanted, all.Attached, now, options.Value);
        var counts = board.Counts;
        if (rcp.Cancelled || now >= rcp.EndsAt)
        {
            return (new RcpTurn(Over: true, counts, LookAgainAt: null, isPending), []);
        }

        var lastStretch = rcp.StartsAt - options.Value.LastStretch;
        if (now >= rcp.StartsAt)
        {
            await TraceBeginningAsync(board, cancellationToken);
        }
        else if (now >= lastStretch && board.State == BoardState.Attention)
        {
            LogNotReady(rcpId, rcp.StartsAt, counts.Late, counts.Failed, counts.AwaitingIdentity);
        }

        var waiting = preFiches
            .Where(p => p is { Withdrawn: false, StartedAt: null })
            .Select(p => p.PreFicheId)
            .ToList();
        var searching = preFiches.Count(p =>
            p is { Withdrawn: false, SearchedAt: null, Choice: null } && p.StartedAt > now - MaxSearch
        );
        var starting = waiting.Take(Math.Max(0, options.Value.SearchesAtOnce - searching)).ToList();
        DateTimeOffset[] moments = [lastStretch, rcp.StartsAt, rcp.EndsAt];
        var lookAgain = waiting.Count > starting.Count ? now + WhileSomeWait : moments.First(moment => moment > now);
        return (new RcpTurn(Over: false, counts, lookAgain, isPending), starting);
    }

    [LoggerMessage(
        4030,
        LogLevel.Warning,
        "RCP {RcpId} begins at {StartsAt:O} and is not ready: {Late} late, {Failed} failed, {Awaiting} unidentified."
    )]
    private partial void LogNotReady(string rcpId, DateTimeOffset startsAt, int late, int failed, int awaiting);

    /// <summary>
    /// How much of the meeting can be shown as it begins: what the agency counts. The first look after the hour writes
    /// it; later ones find it written.
    /// </summary>
    private async Task TraceBeginningAsync(Board board, CancellationToken cancellationToken)
    {
        var entry = new TraceEntry
        {
            Action = TraceAction.RcpBegan,
            User = TraceUser.System,
            RcpId = board.RcpId,
            RequestId = null,
            StepKey = $"{InstanceIds.Rcp(board.RcpId)}/began-{board.StartsAt.UtcTicks}",
            Detail = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["preFiches"] = $"{board.Counts.Prefiches}",
                [TraceFacts.Studies] = $"{board.Counts.Studies}",
                [TraceFacts.Online] = $"{board.Counts.Online}",
                [TraceFacts.Ready] = board.State == BoardState.Ready ? "true" : "false",
            },
        };
        if (await traces.WriteAsync(entry, cancellationToken) is Outcome<TraceId>.Failed)
        {
            throw new TraceUnavailableException();
        }
    }

    /// <summary>The pré-fiche has had its turn.</summary>
    public Task MarkStartedAsync(string rcpId, string preFicheId, CancellationToken cancellationToken) =>
        rcps.ChangePreFicheAsync(
            rcpId,
            preFicheId,
            p => p.StartedAt is null ? p with { StartedAt = time.GetUtcNow() } : p,
            cancellationToken
        );
}
