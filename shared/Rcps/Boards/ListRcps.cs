using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Boards;

/// <summary>Which meetings are asked for.</summary>
/// <param name="From">The first day, in Paris, or null: today.</param>
/// <param name="To">The last day, included, or null: 30 days after the first.</param>
/// <param name="State">Only those that are so ready, or null.</param>
/// <param name="Limit">Meetings on a page, 1 to 50.</param>
/// <param name="Cursor">Where the page begins, or null for the first.</param>
public sealed record RcpsQuestion(DateOnly? From, DateOnly? To, BoardState? State, int Limit, RcpCursor? Cursor);

/// <summary>A page of meetings.</summary>
public sealed record RcpPage(IReadOnlyList<RcpSummary> Rcps, RcpCursor? Next);

/// <summary>
/// The meetings in whose care the caller takes part as a whole, from our own tables, without any patient. It is traced
/// before it is given.
/// </summary>
public sealed class ListRcps(RcpStore rcps, CurrentBoard boards, TraceWriter traces, TimeProvider time)
{
    /// <summary>Days of a list without an end.</summary>
    public const int DefaultDays = 30;

    /// <summary>Days of a list.</summary>
    public const int MaxDays = 366;

    private const int AtOnce = 8;
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public async Task<Outcome<RcpPage>> ListAsync(
        Caller caller,
        RcpsQuestion question,
        CancellationToken cancellationToken
    )
    {
        var from = question.From ?? DayOf(time.GetUtcNow());
        var to = question.To ?? from.AddDays(DefaultDays);
        var mine = (await MineAsync(caller, from, to, cancellationToken))
            .Where(rcp => DayOf(rcp.StartsAt) >= from && DayOf(rcp.StartsAt) <= to)
            .Where(rcp => question.Cursor?.Precedes(rcp) ?? true)
            .OrderBy(rcp => rcp.StartsAt)
            .ThenBy(rcp => rcp.RcpId, StringComparer.Ordinal)
            .ToList();
        var page = new List<RcpSummary>();
        Rcp? last = null;
        foreach (var rcp in mine.TakeWhile(_ => page.Count < question.Limit))
        {
            last = rcp;
            var summary = await SummaryAsync(rcp, cancellationToken);
            if (summary.State == (question.State ?? summary.State))
            {
                page.Add(summary);
            }
        }

        RcpCursor? next = last is null || last == mine[^1] ? null : new RcpCursor(last.StartsAt, last.RcpId);
        var entry = TraceEntry.By(caller, TraceAction.RcpsListed) with
        {
            Detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["rcps"] = $"{page.Count}" },
        };
        return await traces.WriteAsync(entry, cancellationToken) is Outcome<TraceId>.Failed(var untraced)
            ? untraced
            : new RcpPage(page, next);
    }

    /// <summary>Those that the token names; where it names every one, as locally, those of the days.</summary>
    private async Task<IReadOnlyList<Rcp>> MineAsync(
        Caller caller,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellationToken
    )
    {
        // A day in Paris lies in two days of UTC.
        IReadOnlyCollection<string> ids = caller.CareOf.Rcps.Contains(CareOf.Everybody)
            ? await rcps.OnDaysAsync(Utc(from.AddDays(-1)), Utc(to.AddDays(1)), cancellationToken)
                .ToHashSetAsync(StringComparer.Ordinal, cancellationToken)
            : [.. caller.CareOf.Rcps];
        var found = new List<Rcp>();
        foreach (var some in ids.Chunk(AtOnce))
        {
            var read = await Task.WhenAll(some.Select(id => rcps.FindAsync(id, cancellationToken)));
            found.AddRange(read.Select(rcp => rcp?.Value).OfType<Rcp>());
        }

        return found;
    }

    private async Task<RcpSummary> SummaryAsync(Rcp rcp, CancellationToken cancellationToken)
    {
        var board = await boards.OfAsync(rcp, cancellationToken);
        return new RcpSummary(rcp.RcpId, rcp.StartsAt, board.State, rcp.Priority, board.Counts);
    }

    private static DateTimeOffset Utc(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static DateOnly DayOf(DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Paris).DateTime);
}
