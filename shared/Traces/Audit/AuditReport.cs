using System.Globalization;
using System.Text.Json;

namespace KryptonFunctions.Traces.Audit;

/// <summary>
/// What an audit found: a line for each chain, by its name, and a last line in JSON. The same traces give the same
/// text, whoever makes it; <c>docs/traces/verify.py</c> does.
/// </summary>
/// <param name="WithSeals">The seals were checked.</param>
/// <param name="Digests">How many days' digests the chains were held against.</param>
public sealed record AuditReport(bool WithSeals, int Digests)
{
    private readonly List<string> lines = [];
    private long traces;

    /// <summary>How many chains do not hold.</summary>
    public int Broken { get; private set; }

    public IEnumerable<string> Lines =>
        lines.Append(
            JsonSerializer.Serialize(
                new
                {
                    Chains = lines.Count,
                    Traces = traces,
                    Digests,
                    Broken,
                    Seals = WithSeals ? "checked" : "not checked",
                },
                JsonSerializerOptions.Web
            )
        );

    internal void Add(string partition, TraceVerification verification)
    {
        switch (verification)
        {
            case TraceVerification.Whole(var count, var hash):
                traces += count;
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{partition} {count} {hash}"));
                break;
            case TraceVerification.Broken(var at, var why):
                Broken++;
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{partition} broken at {at}: {why}"));
                break;
        }
    }
}
