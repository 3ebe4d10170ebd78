using System.Collections.Frozen;
using System.Globalization;

namespace KryptonFunctions.Traces;

/// <summary>What the digest of a day holds: where each chain stood that was whole then.</summary>
public sealed record DigestOfDay(FrozenDictionary<string, TraceChain> Chains)
{
    internal const string LastLine = "end";
    private const string Broken = "broken";

    /// <summary>Null for one whose writing was interrupted.</summary>
    internal static DigestOfDay? Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines is [.. var written, LastLine]
            ? new DigestOfDay(
                written
                    .Select(line => line.Split(' '))
                    .Where(line => line.Length == 3)
                    .GroupBy(line => line[0], line => new TraceChain(CountOf(line[1]), line[2]), StringComparer.Ordinal)
                    .ToFrozenDictionary(chain => chain.Key, chain => chain.Last(), StringComparer.Ordinal)
            )
            : null;
    }

    /// <summary>
    /// What is no number was not written by us: no chain is so long, so that the night tells it as broken and goes on.
    /// </summary>
    private static long CountOf(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : long.MaxValue;

    /// <summary>The line of a chain; null stands for a chain that is broken.</summary>
    internal static string Line(string partition, TraceChain? chain) =>
        chain is { } c
            ? $"{partition} {c.Count.ToString(CultureInfo.InvariantCulture)} {c.Hash}"
            : $"{partition} {Broken}";
}
