using Azure.Data.Tables;

namespace Krypton.Traces;

/// <summary>
/// Makes announced traces findable by user, by RCP and by day, and passes them on to be forwarded. May run more than once for the same trace: it writes
/// the same rows again.
/// </summary>
public sealed class TraceIndexer(TraceTable traces, TableServiceClient tables, TraceQueues queues, TimeProvider time)
{
    /// <summary>Longer than the longest search that may be set (60 s) and the longest write after it (30 s): a row that is not there by then was never written, and its caller was refused.</summary>
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromSeconds(100);

    private const int RowsPerTransaction = 100;

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(10);

    private readonly TableClient index = tables.GetTableClient(TraceIndexKeys.Table);

    public async Task IndexAsync(TracesAnnounced message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var found = await traces.ReadAsync(message.Rows, cancellationToken);
        if (found.Count > 0)
        {
            var touched = found.Select(f => f.Row.Partition).Distinct(StringComparer.Ordinal).Select(partition => new TableEntity(TraceIndexKeys.Touched(today), partition));
            var rows = found.SelectMany(f => RowsOf(f.Trace, f.Row)).Concat(touched);
            await Task.WhenAll(rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal).SelectMany(p => p.Chunk(RowsPerTransaction)).Select(some => PutAsync(some, cancellationToken)));
            await queues.SendAsync(TraceQueues.Forward, message with { Rows = [.. found.Select(f => f.Row)] }, cancellationToken);
        }

        TraceRow[] missing = [.. message.Rows.Except(found.Select(f => f.Row))];
        if (missing.Length > 0 && now - message.AnnouncedAt < GivenUpAfter)
        {
            // Not written yet, or never will be: asked for again, without the others.
            await queues.SendAsync(TraceQueues.Index, message with { Rows = missing }, cancellationToken, LookAgainAfter);
        }
    }

    /// <summary>Rows of one partition. A single one needs no transaction, which costs twice as much.</summary>
    private async Task PutAsync(TableEntity[] rows, CancellationToken cancellationToken)
    {
        if (rows is [var only])
        {
            await index.UpsertEntityAsync(only, TableUpdateMode.Replace, cancellationToken);
            return;
        }

        await index.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken);
    }

    private static IEnumerable<TableEntity> RowsOf(Trace trace, TraceRow at)
    {
        var (entry, (partition, row)) = (trace.Entry, at);
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
