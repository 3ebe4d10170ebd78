using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

public sealed class BatchWriterTests
{
    [Fact]
    public async Task CallersThatComeWhileAWriteRunsShareTheNextOne()
    {
        var (groups, gate) = (new List<int>(), new TaskCompletionSource());
        var writer = new BatchWriter<int, int>(
            10,
            async (_, items) =>
            {
                groups.Add(items.Count);
                await gate.Task;
                return [.. items.Select(i => i * 2)];
            }
        );

        var all = Enumerable.Range(0, 25).Select(i => writer.AddAsync("p", i)).ToList();
        gate.SetResult();

        (await Task.WhenAll(all)).ShouldBe(Enumerable.Range(0, 25).Select(i => i * 2));
        groups.ShouldBe([1, 10, 10, 4]);
    }

    [Fact]
    public async Task WhileOthersGoFirstAWriteGathersUntilItIsFull()
    {
        var groups = new List<int>();
        var writer = Gathering(groups, othersGoFirst: () => true);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => writer.AddAsync("p", i)));

        groups.ShouldBe([10, 10]);
    }

    [Fact]
    public async Task AWriteGoesOnWhenTheOthersAreDone()
    {
        var (groups, looks) = (new List<int>(), 0);
        var writer = Gathering(groups, () => ++looks <= 2);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => writer.AddAsync("p", i)));

        groups.ShouldBe([3]);
        // A fourth where it has already asked for the write after it.
        looks.ShouldBeInRange(3, 4);
    }

    [Fact]
    public async Task OthersWhoNeverEndHoldNoWriteUp()
    {
        var (groups, looks) = (new List<int>(), 0);

        await Gathering(groups, othersGoFirst: () => ++looks > 0).AddAsync("p", 1);

        groups.ShouldBe([1]);
        looks.ShouldBeInRange(10, 50);
    }

    [Fact]
    public async Task AWriteThatFailsFailsItsOwnCallersOnly()
    {
        var writer = new BatchWriter<int, int>(
            1,
            (_, items) =>
                items[0] == 1 ? throw new InvalidOperationException() : Task.FromResult<IReadOnlyList<int>>(items)
        );

        var all = Enumerable.Range(0, 3).Select(i => writer.AddAsync("p", i)).ToList();

        (await all[0]).ShouldBe(0);
        await Should.ThrowAsync<InvalidOperationException>(() => all[1]);
        (await all[2]).ShouldBe(2);
    }

    [Fact]
    public async Task NoCallerIsLeftBehind()
    {
        var running = 0;
        var writer = new BatchWriter<int, int>(
            7,
            async (_, items) =>
            {
                Interlocked.Increment(ref running).ShouldBe(1);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return items;
            }
        );

        var results = await Task.WhenAll(
            Enumerable.Range(0, 5000).Select(i => Task.Run(() => writer.AddAsync("p", i)))
        );

        results.ShouldBe(Enumerable.Range(0, 5000));
    }

    private static BatchWriter<int, int> Gathering(List<int> groups, Func<bool> othersGoFirst) =>
        new(
            10,
            (_, items) =>
            {
                groups.Add(items.Count);
                return Task.FromResult<IReadOnlyList<int>>(items);
            },
            othersGoFirst
        );
}
