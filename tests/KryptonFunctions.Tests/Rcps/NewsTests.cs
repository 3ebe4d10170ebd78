using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using KryptonFunctions.Functions.Rcps;
using KryptonFunctions.Rcps.News;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>The DCC is told what is new of its meetings, signed, without a patient, until it has taken it.</summary>
[Collection(Worlds.Accesses)]
public sealed class NewsTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task WhateverChangesOfAMeetingIsToldWithoutAPatientAndWhatIsTheSameIsNot()
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        await Told(rcp, news => (int)news["counts"]!["prefiches"]! == 1);
        await rcp.Prepare(1);
        await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed);

        var ready = await Told(rcp, news => (string)news["state"]! == "ready");

        var board = await rcp.Carer.Get($"rcps/{rcp.Id}");
        board.Headers.ETag!.Tag.ShouldStartWith($"\"{(int)ready["version"]!}-");
        ((string)board.Json["state"]!).ShouldBe("ready");
        var all = News(rcp);

        // A repeat has the number of what it repeats.
        var numbers = all.Select(news => (int)news["sequence"]!).Distinct().ToList();
        numbers.ShouldBe(Enumerable.Range(1, numbers.Count));
        foreach (var secret in rcp.Patients[0].Secrets.Append(rcp.Uid).Append("PF-1").Append(rcp.Patients[0].Id))
        {
            all.ShouldAllBe(news => !news.ToJsonString(null).Contains(secret));
        }

        await world.Repair();
        await rcp.Carer.Get($"rcps/{rcp.Id}");
        await LookedAt();
        await rcp.Cancel();
        var cancelled = await Told(rcp, news => (string)news["state"]! == "cancelled");
        ((int)cancelled["sequence"]!).ShouldBe(numbers.Count + 1);
    }

    /// <summary>An exception would be counted against the DCC, and alarm after the fifth.</summary>
    [Fact]
    public async Task ManyWhoTellOfAMeetingAtTheSameMomentAreNoFailure()
    {
        world.Dcc.News.Refuses = true;
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        await Refused();
        world.Dcc.News.Refuses = false;
        var functions = ActivatorUtilities.CreateInstance<NewsFunctions>(world.Host.Services);

        await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(_ => functions.TellDcc(new ChangedRcp(rcp.Id), TestContext.Current.CancellationToken))
        );

        await Told(rcp, news => (int)news["counts"]!["prefiches"]! == 1);
    }

    [Fact]
    public async Task WhatTheDccDoesNotTakeIsToldWhenItIsBack()
    {
        world.Dcc.News.Refuses = true;
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        await rcp.Choose(1);
        await Refused();
        News(rcp).ShouldBeEmpty();

        world.Dcc.News.Refuses = false;
        await Eventually.Becomes(
            async () =>
            {
                await using var scope = world.Host.Services.CreateAsyncScope();
                var functions = ActivatorUtilities.CreateInstance<NewsFunctions>(scope.ServiceProvider);
                await functions.ReplayNews(new TimerInfo(), TestContext.Current.CancellationToken);
                world.Clock.Advance(TimeSpan.FromSeconds(11));
                return News(rcp).Count;
            },
            count => count > 0,
            "the news to come again"
        );

        var board = await rcp.Board();
        (
            await Told(rcp, news => (int)news["counts"]!["awaitingIdentity"]! == board.Counts.AwaitingIdentity)
        ).ShouldNotBeNull();
    }

    public async ValueTask InitializeAsync() =>
        world = await PrefetchWorld.StartAsync(storage, new WorldSettings { TellsDcc = true });

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private IReadOnlyList<JsonNode> News(GivenRcp rcp) =>
        [.. world.Dcc.News.All.Where(news => (string?)news["rcpId"] == rcp.Id)];

    /// <summary>The DCC was told, and has not taken it.</summary>
    private Task<int> Refused() =>
        Eventually.Becomes(() => Task.FromResult(world.Dcc.News.Refused), calls => calls > 0, "a refusal");

    /// <summary>Whatever was announced is told, or found to be nothing new.</summary>
    private Task<int> LookedAt()
    {
        var queue = world.Host.Services.GetRequiredService<QueueServiceClient>().GetQueueClient(NewsMessages.Queue);
        return Eventually.Becomes(
            async () =>
                (await queue.GetPropertiesAsync(TestContext.Current.CancellationToken)).Value.ApproximateMessagesCount,
            waiting => waiting == 0,
            "an empty queue of news"
        );
    }

    /// <summary>The queue is looked at in real time, while that of the meeting goes on.</summary>
    private async Task<JsonNode> Told(GivenRcp rcp, Func<JsonNode, bool> wanted) =>
        (
            await Eventually.Becomes(
                () =>
                {
                    world.Clock.Advance(TimeSpan.FromSeconds(1));
                    return Task.FromResult(News(rcp).LastOrDefault(wanted));
                },
                news => news is not null,
                "the news"
            )
        )!;
}
