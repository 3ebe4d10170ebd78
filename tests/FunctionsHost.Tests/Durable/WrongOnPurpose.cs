using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsHost.Tests.Durable;

/// <summary>Orchestrators that do what an orchestrator must not.</summary>
public static class WrongOnPurpose
{
    /// <summary>
    /// Long enough that it is not over before it is awaited, however busy the machine: then all would go well until the
    /// replay.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>The code before and after a change; a test sets it.</summary>
    public static string Version { get; set; } = "old";

    [Function(nameof(UsesTheClock))]
    public static async Task<string> UsesTheClock([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallActivityAsync<string>(nameof(Note), $"{DateTime.Now:O}");

    [Function(nameof(UsesRandomness))]
    public static async Task<string> UsesRandomness([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallActivityAsync<string>(nameof(Note), $"{Guid.NewGuid()}");

    [Function(nameof(WaitsByTheClock))]
    public static async Task<string> WaitsByTheClock([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CreateTimer(DateTime.UtcNow.AddDays(1), CancellationToken.None);
        return "done";
    }

    /// <summary>Ordered by the objects' hash codes, which are new in each run.</summary>
    [Function(nameof(WalksAnUnorderedSet))]
    public static async Task<string> WalksAnUnorderedSet([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ImmutableHashSet<Stop> stops = [.. Enumerable.Range(0, 20).Select(i => new Stop($"{i}"))];
        foreach (var stop in stops)
        {
            await context.CallActivityAsync<string>(nameof(Note), stop.Name);
        }

        return "done";
    }

    /// <summary>
    /// The hash codes of texts are new in each process; a test's hosts are in one, so its comparer stands for that.
    /// </summary>
    [Function(nameof(WalksADictionary))]
    public static async Task<string> WalksADictionary([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var stops = new ConcurrentDictionary<string, int>(new NewInEachProcess(Version));
        foreach (var name in new[] { "a", "b", "c", "d", "e", "f" })
        {
            stops[name] = 1;
        }

        foreach (var name in stops.Keys)
        {
            await context.CallActivityAsync<string>(nameof(Note), name);
        }

        return await context.WaitForExternalEvent<string>("Go");
    }

    [Function(nameof(Changes))]
    public static async Task<string> Changes([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>(nameof(Note), $"the {Version} way");
        return await context.WaitForExternalEvent<string>("Go");
    }

    /// <summary>What is changed stands far behind in a long input.</summary>
    [Function(nameof(ChangesFarBehind))]
    public static async Task<string> ChangesFarBehind([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>(
            nameof(Note),
            $"{new string('-', 5_000)}the {Version} way{new string('-', 5_000)}"
        );
        return await context.WaitForExternalEvent<string>("Go");
    }

    [Function(nameof(DoesLess))]
    public static async Task<string> DoesLess([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>(nameof(Note), "first");
        if (Version == "old")
        {
            await context.CallActivityAsync<string>(nameof(Note), "second");
        }

        return await context.WaitForExternalEvent<string>("Go");
    }

    [Function(nameof(ChangesKind))]
    public static async Task<string> ChangesKind([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await (
            Version == "old"
                ? context.CallActivityAsync<string>(nameof(Note), "x")
                : context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None)
        );
        return await context.WaitForExternalEvent<string>("Go");
    }

    [Function(nameof(Delays))]
    public static async Task<string> Delays([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>(nameof(Note), "x");
        await Task.Delay(Pause);
        return await context.CallActivityAsync<string>(nameof(Note), "y");
    }

    [Function(nameof(DelaysFirst))]
    public static async Task<string> DelaysFirst([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await Task.Delay(Pause);
        return await context.CallActivityAsync<string>(nameof(Note), "x");
    }

    [Function(nameof(RacesADelay))]
    public static async Task<string> RacesADelay([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var go = context.WaitForExternalEvent<string>("Go");
        return await Task.WhenAny(go, Task.Delay(Pause)) == go ? "event" : "delay";
    }

    [Function(nameof(CancelsAsynchronously))]
    public static async Task<string> CancelsAsynchronously([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        using var cts = new CancellationTokenSource();
        var timer = context.CreateTimer(TimeSpan.FromDays(1), cts.Token);
        await context.CallActivityAsync<string>(nameof(Note), "x");
        await cts.CancelAsync();
        return $"{timer.Status}";
    }

    [Function(nameof(LeavesItsContext))]
    public static async Task<string> LeavesItsContext([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        await context.CallActivityAsync<string>(nameof(Note), "x").ConfigureAwait(false);
        return await context.CallActivityAsync<string>(nameof(Note), "y");
    }

    [Function(nameof(Note))]
    public static string Note([ActivityTrigger] string text) => text;

    private sealed class NewInEachProcess(string process) : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public int GetHashCode(string obj) => process == "old" ? obj[0] : -obj[0];
    }

    private sealed class Stop(string name)
    {
        public string Name => name;
    }
}
