using Azure.Data.Tables;
using KryptonFunctions.Access;
using KryptonFunctions.Functions.Access;
using KryptonFunctions.Functions.ViewerLinks;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using KryptonFunctions.ViewerLinks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Retention;

/// <summary>
/// What <c>docs/retention.md</c> says of the tables, on a clock that the test moves: each kind of row is there until
/// its time has come, and the night after it is gone.
/// </summary>
[Collection(Worlds.Accesses)]
public sealed class RetentionTests(PrefetchStorage storage) : IAsyncLifetime
{
    private const string Rcp = "the RCP, its pré-fiches and searches";
    private const string DayOfRcp = "the RCP's day";
    private const string Studies = "its studies";
    private const string Notifications = "notifications";
    private const string Links = "viewer links";
    private const string Limits = "counts of users";
    private const string Traces = "traces";
    private const string Index = "the index of the traces";

    /// <summary>Of this test alone: the tables are those of every world, whose clocks are elsewhere.</summary>
    private readonly Caller counted = PrefetchWorld.Carer with { User = LocalKrypton.NewId("dr") };

    private readonly string signature = Guid.NewGuid().ToString("N");
    private PrefetchWorld world = null!;
    private TableServiceClient tables = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EachKindOfRowIsKeptUntilItsTimeAndGoneTheNightAfter()
    {
        var begin = world.Now;
        var rcp = await GivenEverything();
        var chain = await world.Use((TraceKeys keys) => Task.FromResult(keys.Partition(rcp.Patients[0].Id, begin)));
        string[] all = [Rcp, DayOfRcp, Studies, Notifications, Links, Limits, Traces, Index];
        await Eventually.Becomes(
            () => KindsAsync(rcp, chain),
            found => found.Count == all.Length,
            "the index of the traces, which is written in real time"
        );

        await After(TimeSpan.FromHours(1), all);
        await After(TimeSpan.FromHours(4), all.Except([Notifications]));
        await After(TimeSpan.FromHours(23), all.Except([Notifications]));
        await After(TimeSpan.FromHours(26), all.Except([Notifications, Limits]));
        await After(TimeSpan.FromDays(29.9), all.Except([Notifications, Limits]));
        await After(TimeSpan.FromDays(30.1), all.Except([Notifications, Limits, Links]));
        await After(TimeSpan.FromDays(32.9), all.Except([Notifications, Limits, Links]));
        await After(TimeSpan.FromDays(33.1), [Traces, Index]);
        await After(TimeSpan.FromDays(400), [Traces, Index]);

        async Task After(TimeSpan age, IEnumerable<string> kept)
        {
            world.Clock.Advance(begin + age - world.Now);
            await NightAsync();
            (await KindsAsync(rcp, chain)).ShouldBe(kept, ignoreOrder: true, $"After {age}.");
        }
    }

    /// <summary>A night that nobody ran must not leave anything behind for ever.</summary>
    [Fact]
    public async Task NotificationsOfLongAgoAreForgottenToo()
    {
        await RememberNotificationAsync(world.Now.AddDays(-90));

        await NightAsync();

        (await AnyAsync(RcpKeys.Table, row => row.RowKey == signature)).ShouldBeFalse();
    }

    /// <summary>The process remembers the row that the night has removed.</summary>
    [Fact]
    public async Task AUserWhoseCountWasRemovedIsCountedAgain()
    {
        var user = PrefetchWorld.Carer with { User = LocalKrypton.NewId("dr") };
        var key = UseKey.From(user.User, LimitedUse.Search).User;
        (await CheckAsync(user)).ShouldBeNull();
        world.Clock.Advance(TimeSpan.FromDays(2));
        await NightAsync();
        (await AnyAsync(UseCounter.Table, row => row.PartitionKey == key)).ShouldBeFalse();

        (await CheckAsync(user)).ShouldBeNull();

        (await AnyAsync(UseCounter.Table, row => row.PartitionKey == key)).ShouldBeTrue();
    }

    public async ValueTask InitializeAsync()
    {
        world = await PrefetchWorld.StartAsync(storage);
        tables = new TableServiceClient(await storage.ConnectionString());
    }

    public async ValueTask DisposeAsync() => await world.DisposeAsync();

    /// <summary>An RCP in three days with an attached study; a link; a search; a notification.</summary>
    private async Task<GivenRcp> GivenEverything()
    {
        var patient = world.GivenPatient(new KnownStudy { Availability = "ONLINE" });
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patient);
        await rcp.Prepare(1);
        var wish = new
        {
            context = new { rcpId = rcp.Id },
            patientId = await rcp.Find(patient),
            studyUids = new[] { rcp.Uid },
            layout = "single",
            viewer = "web",
        };
        (await rcp.Carer.Post("viewer-links", wish)).ShouldBe(System.Net.HttpStatusCode.Created);
        await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed, RepatriationState.NotNeeded);
        await rcp.Cancel();
        await world.SettleAsync();
        await RememberNotificationAsync(world.Now);
        (await CheckAsync(counted)).ShouldBeNull();
        return rcp;
    }

    private async Task RememberNotificationAsync(DateTimeOffset at) =>
        await tables
            .GetTableClient(RcpKeys.Table)
            .UpsertEntityAsync(new TableEntity(RcpKeys.Notifications(at), signature), cancellationToken: Token);

    /// <summary>What the timers do in a night.</summary>
    private async Task NightAsync()
    {
        await world.RunTimerAsync((upkeep, client) => upkeep.PurgePrefetch(new TimerInfo(), client, Token));
        await using var scope = world.Host.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await ActivatorUtilities.CreateInstance<PurgeViewerLinks>(services).RunAsync(new TimerInfo(), Token);
        await ActivatorUtilities.CreateInstance<PurgeUserLimits>(services).RunAsync(new TimerInfo(), Token);
    }

    private async Task<IReadOnlyList<string>> KindsAsync(GivenRcp rcp, string chain)
    {
        var found = new Dictionary<string, bool>
        {
            [Rcp] = await AnyAsync(RcpKeys.Table, row => row.PartitionKey == rcp.Id),
            [DayOfRcp] = await AnyAsync(RcpKeys.Table, row => row.RowKey == rcp.Id),
            [Studies] = await AnyAsync(StudyKeys.Table, row => row.PartitionKey == rcp.Id),
            [Notifications] = await AnyAsync(RcpKeys.Table, row => row.RowKey == signature),
            [Links] = await AnyAsync(
                ViewerLinkTable.Name,
                row => row.GetString("Link").Contains(rcp.Id, StringComparison.Ordinal)
            ),
            [Limits] = await AnyAsync(
                UseCounter.Table,
                row => row.PartitionKey == UseKey.From(counted.User, LimitedUse.Search).User
            ),
            [Traces] = await AnyAsync(TraceKeys.Table, row => row.PartitionKey == chain),
            [Index] = await AnyAsync(
                TraceIndexKeys.Table,
                row => row.PartitionKey.StartsWith($"r|{rcp.Id}", StringComparison.Ordinal)
            ),
        };
        return [.. found.Where(kind => kind.Value).Select(kind => kind.Key)];
    }

    private async Task<bool> AnyAsync(string table, Func<TableEntity, bool> wanted) =>
        await tables.GetTableClient(table).QueryAsync<TableEntity>(cancellationToken: Token).AnyAsync(wanted, Token);

    private Task<Failure?> CheckAsync(Caller user) =>
        world.Use((UserLimits limits) => limits.CheckAsync(user, LimitedUse.Search, Token));
}
