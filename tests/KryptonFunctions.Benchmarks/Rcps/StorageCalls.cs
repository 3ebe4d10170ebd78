using System.Text.Json;
using System.Text.RegularExpressions;

namespace KryptonFunctions.Benchmarks.Rcps;

/// <summary>The calls that Azurite counted, by what they cost and what they are for.</summary>
internal sealed partial class StorageCalls(string file)
{
    /// <summary>Read by Azurite's <c>start.js</c>.</summary>
    public const string Setting = "AZURITE_COUNTS";

    /// <summary>By kind: method and table, queue or container; numbered queues are one kind. Most first.</summary>
    public IReadOnlyList<(string Kind, int Count)> ByKind() =>
        [
            .. Counts()
                .GroupBy(c => Number().Replace(c.Key, "-n"), c => c.Value)
                .Select(kind => (Kind: kind.Key, Count: kind.Sum()))
                .OrderByDescending(kind => kind.Count),
        ];

    /// <summary>Written once a second, so a reader may meet half a file.</summary>
    private Dictionary<string, int> Counts()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(file)) ?? [];
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"-\d+(?=/|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
