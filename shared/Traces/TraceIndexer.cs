using Azure.Data.Tables;

namespace Krypton.Traces;

/// <summary>
/// Makes announced traces findable by user, by RCP and by day, and passes them on to be forwarded. May run more than once for the same trace: it writes
/// the same rows again.
/// </summary>
public sealed class TraceIndexer(TraceTable traces, TableServiceClient tables, TraceQueues queues, TimeProvider time)
{
    /// <summary>Longer than any write takes: a row that is not there by then was never written, and its caller was refused.</summary>
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromSeconds(35);

    private readonly TableClient index = tables.GetTableClient(TraceIndexKeys.Table);

    /// <exception cref="InvalidOperationException">A row is not there yet: the message must come again.</exception>
    public async Task IndexAsync(TracesAnnounced message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var found = await traces.ReadAsync(message.Rows.Select(row => new TraceRow(message.Partition, row)), cancellationToken);
        if (found.Count > 0)
        {
            var rows = found.SelectMany(t => RowsOf(t, message.Partition))
                .Append(new TableEntity(TraceIndexKeys.Touched(today), message.Partition));
            await Task.WhenAll(rows.Select(row => index.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken)));
            await queues.SendAsync(TraceQueues.Forward, message with { Rows = [.. found.Select(t => TraceKeys.Row(t.At, t.Id))] }, cancellationToken);
        }

        if (found.Count < message.Rows.Count && now - message.AnnouncedAt < GivenUpAfter)
        {
            throw new InvalidOperationException("An announced trace is not written yet.");
        }
    }

    private static IEnumerable<TableEntity> RowsOf(Trace trace, string partition)
    {
        var (entry, row) = (trace.Entry, TraceKeys.Row(trace.At, trace.Id));
        yield return new TableEntity(TraceIndexKeys.User(entry.User.User, trace.At), row) { ["Partition"] = partition };
        if (entry.RcpId is { } rcp)
        {
            yield return new TableEntity(TraceIndexKeys.Rcp(rcp), row) { ["Partition"] = partition };
        }

        // What the figures are made of: nothing here leads to a patient.
        yield return new TableEntity(TraceIndexKeys.Day(trace.At, entry.Action), row)
        {
            ["User"] = entry.User.User,
            ["Organization"] = entry.User.Organization,
            ["RcpId"] = entry.RcpId,
            ["Outcome"] = Trace.NameOf(entry.Outcome),
        };
    }
}
