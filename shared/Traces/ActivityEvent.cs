using System.Globalization;
using Azure.Data.Tables;

namespace KryptonFunctions.Traces;

/// <summary>What the figures know of one trace: a row of the index by day. Nothing of a patient.</summary>
internal sealed record ActivityEvent
{
    public required TraceAction Action { get; init; }

    public TraceOutcome Outcome { get; init; }

    /// <summary>In UTC.</summary>
    public DateOnly Day { get; init; }

    public string? User { get; init; }

    /// <summary>FINESS of the user's organisation.</summary>
    public string? Organization { get; init; }

    public string? RcpId { get; init; }

    /// <summary>FINESS of the establishment that made the study.</summary>
    public string? Site { get; init; }

    /// <summary>How a transfer ended, by the name of its state; null in rows of before it was kept.</summary>
    public string? State { get; init; }

    /// <summary>From a study's order to its being verified on the central server.</summary>
    public int? Seconds { get; init; }

    /// <summary>Who acted where it was not the user: <c>prefetch</c>, <c>rule</c>.</summary>
    public string? By { get; init; }

    /// <summary>What else than care it was for: <c>audit</c>.</summary>
    public string? For { get; init; }

    /// <summary>At the beginning of a meeting: its studies, and those that could be shown.</summary>
    public int Studies { get; init; }

    public int Online { get; init; }

    /// <summary>At the beginning of a meeting: its board said ready.</summary>
    public bool Ready { get; init; }

    /// <summary>
    /// The départment, by the first two characters of the producing establishment's FINESS; or null.
    /// </summary>
    public string? Department => Site?[..2];

    /// <summary>The figure that counts it, or null.</summary>
    public ActivityFigure? Figure =>
        (Action, Outcome) switch
        {
            (TraceAction.Searched, TraceOutcome.Succeeded) => FigureOfSearch(),
            (TraceAction.CandidatesRead, TraceOutcome.Succeeded) => ActivityFigure.CandidatesRead,
            (TraceAction.LinkIssued, TraceOutcome.Succeeded) => ActivityFigure.LinksIssued,
            (TraceAction.LinkOpened, TraceOutcome.Succeeded) => ActivityFigure.LinksOpened,
            (TraceAction.Attached, TraceOutcome.Succeeded) => ActivityFigure.Attached,
            (TraceAction.OrderPlaced, TraceOutcome.Succeeded) => ActivityFigure.Orders,
            (TraceAction.RepatriationEnded, _) => FigureOfEnd(),
            (TraceAction.RcpBegan, TraceOutcome.Succeeded) => ActivityFigure.Meetings,
            (TraceAction.AccessRefused, TraceOutcome.Refused) => ActivityFigure.Refusals,
            _ => null,
        };

    /// <summary>Null for a partition or row that is none of the index by day.</summary>
    public static ActivityEvent? From(TableEntity row) =>
        row.PartitionKey.Split('|') is [_, var day, var name]
        && Enum.TryParse<TraceAction>(name, ignoreCase: true, out var action)
        && DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new ActivityEvent
            {
                Action = action,
                Outcome = Enum.TryParse<TraceOutcome>(
                    row.TryGetText(TraceColumns.Outcome),
                    ignoreCase: true,
                    out var outcome
                )
                    ? outcome
                    : TraceOutcome.Failed,
                Day = date,
                User = row.TryGetText(TraceColumns.User),
                Organization = row.TryGetText(TraceColumns.Organization),
                RcpId = row.TryGetText(TraceColumns.RcpId),
                Site = row.TryGetText(TraceFacts.Site) is { Length: 9 } finess ? finess : null,
                State = row.TryGetText(TraceFacts.State),
                Seconds = Number(row, TraceFacts.Seconds),
                By = row.TryGetText(TraceFacts.By),
                For = row.TryGetText(TraceFacts.For),
                Studies = Number(row, TraceFacts.Studies) ?? 0,
                Online = Number(row, TraceFacts.Online) ?? 0,
                Ready = row.TryGetText(TraceFacts.Ready) == "true",
            }
            : null;

    private ActivityFigure? FigureOfSearch()
    {
        if (For is not null)
        {
            return null;
        }

        return By == TraceFacts.Prefetch ? ActivityFigure.PrefetchSearches : ActivityFigure.Searches;
    }

    private ActivityFigure? FigureOfEnd() =>
        State switch
        {
            "Completed" or "CompletedUnverified" => ActivityFigure.Repatriations,
            "NotNeeded" => ActivityFigure.AlreadyOnline,
            "Cancelled" => null,
            null when Outcome == TraceOutcome.Succeeded => ActivityFigure.Repatriations,
            _ => ActivityFigure.Failures,
        };

    private static int? Number(TableEntity row, string column) =>
        int.TryParse(row.TryGetText(column), CultureInfo.InvariantCulture, out var number) ? number : null;
}
