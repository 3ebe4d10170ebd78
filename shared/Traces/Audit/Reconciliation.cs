using System.Text.Json;
using Azure.Data.Tables;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.Traces.Audit;

/// <summary>
/// Our traces of a period against what Krypton recorded of us: what only one of them holds, and where they differ.
/// Reads only. Names traces by their ids, and no patient.
/// </summary>
public sealed class Reconciliation(TraceTable table, KryptonAudit krypton)
{
    /// <summary>Systems may keep instants less finely than we do.</summary>
    private static readonly TimeSpan SameInstant = TimeSpan.FromSeconds(1);

    /// <param name="from">From this instant on.</param>
    /// <param name="to">Up to, and without, this instant: leave what is under way to the next time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidOperationException">Krypton's AuditEvents cannot be read.</exception>
    public async Task<ReconciliationReport> RunAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        var ours = await OursAsync(from, to, cancellationToken);
        var theirs = new Dictionary<string, RecordedAccess>(StringComparer.Ordinal);
        var report = new ReconciliationReport { Traces = ours.Count };

        // A trace of the edge may be recorded on the other side of it.
        await foreach (var recorded in krypton.ReadAsync(from - SameInstant, to + SameInstant, cancellationToken))
        {
            report.Events++;
            if (!theirs.TryAdd(recorded.TraceId, recorded))
            {
                report.Add(recorded.TraceId, "doubled");
            }
        }

        foreach (var (id, expected) in ours)
        {
            if (!theirs.Remove(id, out var recorded))
            {
                report.Add(id, "missing");
            }
            else if (Difference(expected, recorded) is { } what)
            {
                report.Add(id, what);
            }
        }

        foreach (var unknown in theirs.Values.Where(recorded => recorded.At >= from && recorded.At < to))
        {
            report.Add(unknown.TraceId, "unknown");
        }

        return report;
    }

    private static string? Difference(RecordedAccess expected, RecordedAccess recorded)
    {
        string[] differing =
        [
            .. new (string Name, bool Agrees)[]
            {
                ("at", (expected.At - recorded.At).Duration() <= SameInstant),
                ("action", expected.Action == recorded.Action),
                ("outcome", expected.Success == recorded.Success),
                ("user", expected.Professional == recorded.Professional),
                ("patient", expected.PatientId == recorded.PatientId),
            }
                .Where(part => !part.Agrees)
                .Select(part => part.Name),
        ];
        return differing.Length == 0 ? null : $"differs: {string.Join(", ", differing)}";
    }

    private async Task<Dictionary<string, RecordedAccess>> OursAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        var (first, after) = (TraceKeys.MonthPrefix(from), TraceKeys.AfterMonth(to));
        var (newest, end) = (TraceKeys.RowFrom(to.AddTicks(-1)), TraceKeys.RowFrom(from.AddTicks(-1)));
        var traces = new Dictionary<string, RecordedAccess>(StringComparer.Ordinal);
        await foreach (
            var row in table.Client.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter(
                    $"PartitionKey ge {first} and PartitionKey lt {after} and RowKey ge {newest} and RowKey lt {end}"
                ),
                select: [TraceColumns.Json],
                cancellationToken: cancellationToken
            )
        )
        {
            if (
                row.TryGetText(TraceColumns.Json) is { } text
                && Trace.FromCanonicalJson(text) is { } trace
                && TraceForwarder.UserActionOf(trace) is { } action
            )
            {
                traces[trace.Id.Value] = RecordedAccess.From(action);
            }
        }

        return traces;
    }
}

/// <summary>What a reconciliation found: a line for each difference, and a last one in JSON.</summary>
public sealed class ReconciliationReport
{
    private readonly List<(string TraceId, string What)> differences = [];

    /// <summary>Ours of the period that Krypton is told of.</summary>
    public int Traces { get; init; }

    /// <summary>Krypton's that name a trace of ours.</summary>
    public int Events { get; internal set; }

    /// <summary>True where both hold the same.</summary>
    public bool Agrees => differences.Count == 0;

    public IEnumerable<string> Lines =>
        differences
            .Order()
            .Select(difference => $"{difference.TraceId} {difference.What}")
            .Append(
                JsonSerializer.Serialize(
                    new
                    {
                        Traces,
                        Events,
                        Missing = Count("missing"),
                        Unknown = Count("unknown"),
                        Doubled = Count("doubled"),
                        Differing = differences.Count(difference =>
                            difference.What.StartsWith("differs", StringComparison.Ordinal)
                        ),
                    },
                    JsonSerializerOptions.Web
                )
            );

    internal void Add(string traceId, string what) => differences.Add((traceId, what));

    private int Count(string what) => differences.Count(difference => difference.What == what);
}
