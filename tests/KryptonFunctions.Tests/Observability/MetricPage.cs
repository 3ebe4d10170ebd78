using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using KryptonFunctions.Observability;
using KryptonFunctions.Tests.Architecture;

namespace KryptonFunctions.Tests.Observability;

/// <summary>A metric as it is named somewhere.</summary>
internal sealed record NamedMetric(string Name, string Unit, string Meaning);

/// <summary>The metrics of the code, and those of <c>docs/observability.md</c>.</summary>
internal static class MetricPage
{
    /// <summary>Every instrument of the app.</summary>
    public static IReadOnlyList<NamedMetric> OfTheCode()
    {
        RuntimeHelpers.RunClassConstructor(typeof(KryptonMetrics).TypeHandle);
        var found = new List<NamedMetric>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == KryptonMetrics.MeterName)
                {
                    found.Add(new NamedMetric(instrument.Name, instrument.Unit!, instrument.Description!));
                }
            },
        };
        listener.Start();
        return found;
    }

    /// <summary>The rows of the table.</summary>
    public static IReadOnlyList<NamedMetric> OfTheDocs() =>
        [.. Rows().Select(cells => new NamedMetric(cells[0].Trim('`'), cells[1].Trim('`'), cells[3]))];

    /// <summary>The tags that the docs allow a metric.</summary>
    public static ILookup<string, string> Tags() =>
        Rows()
            .SelectMany(cells => cells[2].Split('`').Where((_, at) => at % 2 == 1).Select(tag => (cells[0], tag)))
            .ToLookup(pair => pair.Item1.Trim('`'), pair => pair.tag);

    private static IEnumerable<string[]> Rows() =>
        File.ReadLines(Path.Combine(SolutionFolder.Path, "docs", "observability.md"))
            .Where(line => line.StartsWith("| `krypton.", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | "));
}
