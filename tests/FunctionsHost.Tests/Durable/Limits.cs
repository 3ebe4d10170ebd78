using System.Globalization;
using System.Text.RegularExpressions;
using FunctionsHost.Durable;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Durable;

/// <summary>What is too much for an instance, and to the character where that begins.</summary>
public sealed partial class Limits
{
    /// <summary>16 KiB of UTF-16, less the two quotes of the JSON.</summary>
    private const int MaxStatus = (16 * 1024 / 2) - 2;

    private const int Mebi = 1024 * 1024;

    private readonly RecordedLog log = new();

    [Fact]
    public async Task ACustomStatusOfSixteenKibibytesIsKept()
    {
        var end = await RunAsync(nameof(LimitedWork.ShowsStatus), MaxStatus);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        end.ReadCustomStatusAs<string>()!.Length.ShouldBe(MaxStatus);
    }

    [Fact]
    public async Task ACustomStatusOfOneCharacterMoreFailsTheInstanceOutOfTheOrchestratorsReach()
    {
        var end = await RunAsync(nameof(LimitedWork.ShowsStatus), MaxStatus + 1);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.SerializedOutput.ShouldNotBeNull()
            .ShouldSatisfyAllConditions(
                o => o.ShouldContain("Function 'ShowsStatus' failed"),
                o => o.ShouldContain("CustomStatus is too large: limit = 16 KB (UTF-16), actual = 16"),
                o => o.ShouldNotContain("caught")
            );
        end.ReadCustomStatusAs<string>().ShouldBe("first", "what was shown before stays");
    }

    [Fact]
    public async Task AHistoryOfOneMebicharacterIsWarnedOfAndOneOfACharacterLessIsNot()
    {
        const int share = 300_000;
        await RunAsync(nameof(LimitedWork.Gathers), Lengths(share));
        var tooMuch = Warnings().ShouldHaveSingleItem() - Mebi;
        tooMuch.ShouldBeInRange(1, share - 100_001, "the last result is cut below and keeps its number of digits");

        await RunAsync(nameof(LimitedWork.Gathers), Lengths(share - (int)tooMuch - 1));
        Warnings().Count.ShouldBe(1, "just below nothing is said");

        await RunAsync(nameof(LimitedWork.Gathers), Lengths(share - (int)tooMuch));
        Warnings().Count.ShouldBe(2);
        Warnings()[1].ShouldBe(Mebi);

        static GatheredLengths Lengths(int last) => new([share, share, share, last]);
    }

    [Fact]
    public async Task AnInstanceIsWarnedOfOnceHoweverFarItGrowsAndAlsoAcrossHosts()
    {
        var history = new MemoryHistory();
        string id;
        await using (var first = await StartAsync(history))
        {
            id = await first.DurableClient.ScheduleNewOrchestrationInstanceAsync(
                nameof(LimitedWork.Gathers),
                new GatheredLengths([600_000, 600_000, 600_000], EventsAfter: 2),
                TestContext.Current.CancellationToken
            );
            await first.WhenIdleAsync(TestContext.Current.CancellationToken);
            await first.DurableClient.RaiseEventAsync(
                id,
                "More",
                new string('y', 600_000),
                TestContext.Current.CancellationToken
            );
            await first.WhenIdleAsync(TestContext.Current.CancellationToken);
            Warnings().Count.ShouldBe(1);
        }

        await using var second = await StartAsync(history);
        await second.DurableClient.RaiseEventAsync(
            id,
            "More",
            new string('z', 600_000),
            TestContext.Current.CancellationToken
        );
        (await EndAsync(second, id)).ReadOutputAs<string>().ShouldBe("gathered");
        Warnings().Count.ShouldBe(1);
    }

    [Fact]
    public async Task GenerationsThatEachStayBelowAreNotWarnedOf()
    {
        (await RunAsync(nameof(LimitedWork.GathersAnew), 4)).RuntimeStatus.ShouldBe(
            OrchestrationRuntimeStatus.Completed
        );
        Warnings().ShouldBeEmpty();
    }

    /// <summary>On a clock that stands still, so that two histories of the same texts have the same size.</summary>
    private Task<LocalFunctionsHost> StartAsync(MemoryHistory? history = null) =>
        TestHost.StartAsync(
            new Setup(typeof(LimitedWork))
            {
                History = history,
                Time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)),
                Logging = l => l.AddProvider(log),
            }
        );

    private async Task<OrchestrationMetadata> RunAsync(string orchestrator, object input)
    {
        await using var host = await StartAsync();
        return await EndAsync(
            host,
            await host.DurableClient.ScheduleNewOrchestrationInstanceAsync(
                orchestrator,
                input,
                TestContext.Current.CancellationToken
            )
        );
    }

    private static Task<OrchestrationMetadata> EndAsync(LocalFunctionsHost host, string id) =>
        host.DurableClient.WaitForInstanceCompletionAsync(
            id,
            getInputsAndOutputs: true,
            TestContext.Current.CancellationToken
        );

    /// <summary>The sizes in the warnings so far.</summary>
    private List<long> Warnings() =>
        [
            .. log
                .Texts.Select(t => Grown().Match(t))
                .Where(m => m.Success)
                .Select(m => long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)),
        ];

    [GeneratedRegex(@"has grown to (\d+) characters")]
    private static partial Regex Grown();
}
