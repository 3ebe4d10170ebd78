using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

[Collection(nameof(TraceStore))]
public sealed class TracesOfADayTests
{
    private readonly TraceStore store;
    private readonly string rcp = $"RCP-{Guid.NewGuid():N}";

    public TracesOfADayTests(TraceStore store)
    {
        this.store = store;
        store.NewMonth();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Of whatever action and patient, in the order of time; not those of the days beside it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(200)]
    public async Task TheTracesOfADayAreFoundPageByPage(int limit)
    {
        var start = new DateTimeOffset(store.Time.GetUtcNow().Date.AddDays(2), TimeSpan.Zero);
        TraceAction[] actions =
        [
            TraceAction.Searched,
            TraceAction.LinkOpened,
            TraceAction.Searched,
            TraceAction.Attached,
        ];
        var written = new List<(TraceId Id, TraceAction Action)>();
        foreach (var (i, hours) in new[] { -1, 0, 5, 5, 12, 23, 24 }.Index())
        {
            var at = start.AddHours(hours);
            store.Time.SetUtcNow(at > store.Time.GetUtcNow() ? at : store.Time.GetUtcNow());
            var entry = TraceEntry.By(TraceStore.Doctor, actions[i % 4]) with { Patient = $"{rcp}-{i % 2}" };
            written.Add((await store.WriteAsync(entry), entry.Action));
        }

        await store.IndexAsync();
        var ofTheDay = written[1..^1].ConvertAll(w => w.Id);

        (await store.AllPagesAsync(OfDay(null))).ShouldBe(ofTheDay, ignoreOrder: true);
        (await store.AllPagesAsync(OfDay(null)))[0].ShouldBe(ofTheDay[^1]);
        (await store.AllPagesAsync(OfDay(TraceAction.LinkOpened))).ShouldBe(
            written[1..^1].Where(w => w.Action == TraceAction.LinkOpened).Select(w => w.Id).Reverse()
        );

        Func<string?, TraceQuery> OfDay(TraceAction? action) =>
            cursor => new TraceQuery.OfDay(action)
            {
                From = start,
                To = start.AddDays(1).AddTicks(-1),
                Limit = limit,
                Cursor = cursor,
            };
    }
}
