using KryptonFunctions.Krypton;
using KryptonFunctions.Tests.Krypton;
using KryptonFunctions.Traces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

/// <summary>One trace that Krypton does not take keeps none of the others from it.</summary>
[Collection(nameof(TraceStore))]
public sealed class TraceForwarderTests
{
    private readonly TraceStore store;

    public TraceForwarderTests(TraceStore store)
    {
        this.store = store;
        store.NewMonth();
    }

    [Fact]
    public async Task ATraceThatKryptonRejectsIsLoggedStaysQueuedAndTheOthersArrive()
    {
        var (ids, message) = await ThreeTracesAsync();
        await using var krypton = await KryptonAnsweringAsync(422, ids[0]);
        await using var instance = InstanceFor(krypton);

        await Should.ThrowAsync<InvalidOperationException>(() =>
            instance.GetRequiredService<TraceForwarder>().ForwardAsync(message, TestContext.Current.CancellationToken)
        );

        Told(krypton).ShouldBe(ids, ignoreOrder: true);
        instance
            .GetRequiredService<FakeLogCollector>()
            .GetSnapshot()
            .Where(l => l.Level == LogLevel.Critical)
            .ShouldHaveSingleItem()
            .Message.ShouldBe($"Krypton does not take the audit event of trace {ids[0]} (http-422): only we hold it.");
    }

    [Fact]
    public async Task AKryptonThatIsDownForOneOfThemGetsTheOthersAndTheMessageComesAgain()
    {
        var (ids, message) = await ThreeTracesAsync();
        await using var krypton = await KryptonAnsweringAsync(503, ids[0]);
        await using var instance = InstanceFor(krypton);

        await Should.ThrowAsync<InvalidOperationException>(() =>
            instance.GetRequiredService<TraceForwarder>().ForwardAsync(message, TestContext.Current.CancellationToken)
        );

        Told(krypton).ShouldBe(ids, ignoreOrder: true);
    }

    [Fact]
    public void KryptonIsToldWhoDidItAndOfTheAppThatNobodyDid()
    {
        ActionOf(TraceEntry.By(TraceStore.Doctor, TraceAction.StudiesListed)).User.ShouldBe(TraceStore.Doctor.User);
        ActionOf(new TraceEntry { User = TraceUser.System, Action = TraceAction.StudiesListed }).User.ShouldBeNull();

        static UserAction ActionOf(TraceEntry entry) =>
            TraceForwarder.UserActionOf(Trace.From(entry, new TraceId("01K000000000000000000000ZZ"), default))!;
    }

    private static Task<FakeKrypton> KryptonAnsweringAsync(int status, TraceId to) =>
        FakeKrypton.StartAsync(http =>
        {
            http.Response.StatusCode = http
                .Request.Headers["If-None-Exist"]
                .ToString()
                .Contains(to.Value, StringComparison.Ordinal)
                ? status
                : 201;
            return FakeKrypton.Json(http, """{"resourceType":"AuditEvent"}""");
        });

    private static IEnumerable<TraceId> Told(FakeKrypton krypton) =>
        krypton.SeenCalls.Select(r => new TraceId(r.Headers["If-None-Exist"].Split('|')[1])).Distinct();

    private ServiceProvider InstanceFor(FakeKrypton krypton) =>
        store.AnotherInstance(
            ("Krypton:FhirBaseUrl", $"{krypton.Address}/fhir"),
            ("Krypton:TokenUrl", $"{krypton.Address}/token"),
            ("Krypton:RetryDelaySeconds", "0.001")
        );

    private async Task<(List<TraceId> Ids, TracesAnnounced Message)> ThreeTracesAsync()
    {
        var (ids, rows) = (new List<TraceId>(), new List<TraceRow>());
        for (var i = 0; i < 3; i++)
        {
            var id = await store.WriteAsync(
                TraceEntry.By(TraceStore.Doctor, TraceAction.StudiesListed) with
                {
                    Patient = "P",
                }
            );
            ids.Add(id);
            rows.Add(new TraceRow(store.Partition("P"), TraceKeys.Row(store.Time.GetUtcNow(), id)));
        }

        return (ids, new TracesAnnounced(rows, store.Time.GetUtcNow()));
    }
}
