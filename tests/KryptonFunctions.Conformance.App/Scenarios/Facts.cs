using System.Collections.Concurrent;
using Microsoft.DurableTask;

namespace KryptonFunctions.Conformance;

/// <summary>
/// What a scenario notes while it runs, by instance id. Process-wide on purpose: an orchestrator is run again and again
/// over its history, and the notes must survive that.
/// </summary>
public static class Facts
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Lists = new();
    private static readonly ConcurrentDictionary<string, int> Counters = new();

    public static void Add(string instanceId, string fact) => Lists.GetOrAdd(instanceId, _ => new()).Enqueue(fact);

    public static string[] Of(string instanceId) => Lists.TryGetValue(instanceId, out var list) ? [.. list] : [];

    public static int Next(string key) => Counters.AddOrUpdate(key, 1, (_, n) => n + 1);

    public static int Count(string key) => Counters.GetValueOrDefault(key);

    public static string Describe(Exception e) => $"{e.GetType().FullName}: {FirstLine(e.Message)}";

    public static string Describe(TaskFailureDetails? f) =>
        f is null
            ? "none"
            : $"{f.ErrorType}: {FirstLine(f.ErrorMessage)}"
                + (f.InnerFailure is null ? "" : $" <- {Describe(f.InnerFailure)}");

    public static string FirstLine(string? text) => (text ?? "").ReplaceLineEndings("\n").Split('\n')[0];
}
