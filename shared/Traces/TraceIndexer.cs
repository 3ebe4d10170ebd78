using Azure;
using Azure.Data.Tables;
using KryptonFunctions.Observability;

namespace KryptonFunctions.Traces;

/// <summary>
/// Makes announced traces findable by user, by RCP, by record and by day, and passes them on to be forwarded. May run
/// more than once for the same trace: it writes the same rows again. What is announced while it writes shares its next
/// writes and its next message, so that under load it takes little from those who wait for an answer.
/// </summary>
public sealed class TraceIndexer
{
    private const int MaxMessages = 16;
    private const int RowsPerMessage = 100;
    private const int RowsPerTransaction = 100;
    private const int WritesAtOnce = 4;

    /// <summary>
    /// Longer than announcement and write may take: a row that is not there by then was never written, and its caller
    /// was refused.
    /// </summary>
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromSeconds(40);

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(2);

    private readonly TraceTable traces;
    private readonly TableClient index;
    private readonly TraceQueues queues;
    private readonly TraceKeys keys;
    private readonly TimeProvider time;
    private readonly BatchWriter<TracesAnnounced, Task> batches;

    public TraceIndexer(
        TraceTable traces,
        TableServiceClient tables,
        TraceQueues queues,
        TraceKeys keys,
        CallsUnderWay calls,
        TimeProvider time
    )
    {
        (this.traces, this.queues, this.keys, this.time) = (traces, queues, keys, time);
        index = tables.GetTableClient(TraceIndexKeys.Table);
        batches = new(MaxMessages, (_, messages) => IndexBatchAsync(messages), () => calls.Any);
    }

    public async Task IndexAsync(TracesAnnounced message, CancellationToken cancellationToken)
    {
        // A message that cannot be read must not fail those that would share its batch.
        if (message.Rows?.All(row => row is { Partition: not null, Row: not null }) != true)
        {
            throw new InvalidDataException("A message of announced traces names none, or one without a key.");
        }

        // The batch gives each message a task of its own: how it ended for that one.
        var ended = await batches.AddAsync(TraceIndexKeys.Table, message).WaitAsync(cancellationToken);
        await ended;
    }

    /// <summary>
    /// Together; where the storage refuses that, trace by trace, so that what one holds keeps no other out of the
    /// index.
    /// </summary>
    private async Task<IReadOnlyList<Task>> IndexBatchAsync(IReadOnlyList<TracesAnnounced> messages)
    {
        var together = IndexTogetherAsync(messages);
        await together.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (together.Exception?.InnerException is not RequestFailedException refused || !IsRefusal(refused))
        {
            return [.. messages.Select(_ => together)];
        }

        var apart = new List<Task>();
        foreach (var message in messages)
        {
            var one = IndexApartAsync(message);
            await one.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            apart.Add(one);
        }

        return apart;
    }

    /// <summary>What is refused by itself too goes on in a message of its own, where it holds up no other.</summary>
    private async Task IndexApartAsync(TracesAnnounced message)
    {
        foreach (var row in message.Rows)
        {
            var one = message with { Rows = [row] };
            try
            {
                await IndexTogetherAsync([one]);
            }
            catch (RequestFailedException refused) when (IsRefusal(refused) && message.Rows.Count > 1)
            {
                await queues.SendAsync(TraceQueues.Index, one, CancellationToken.None);
            }
        }
    }

    /// <summary>The storage took offence at what was sent; it would again.</summary>
    private static bool IsRefusal(RequestFailedException failure) => failure.Status is 400 or 413;

    private async Task IndexTogetherAsync(IReadOnlyList<TracesAnnounced> messages)
    {
        var now = time.GetUtcNow();
        var announced = messages.SelectMany(message => message.Rows).Distinct().ToList();
        var found = await traces.AnnouncedAsync(announced, CancellationToken.None);
        var places = found.Select(stored => stored.Row).ToHashSet();
        var touched = TraceIndexRows.Touched(DateOnly.FromDateTime(now.UtcDateTime), places);
        await PutAsync(found.SelectMany(stored => TraceIndexRows.From(stored, keys)).Concat(touched));
        TraceMetrics.Reached("indexed", found.Select(stored => stored.Trace), time.GetUtcNow());
        var senders = TracesAnnounced.Few(messages.SelectMany(message => message.Traceparents ?? []));
        foreach (var rows in places.Chunk(RowsPerMessage))
        {
            var forwarded = new TracesAnnounced(rows, now) { Traceparents = senders };
            await queues.SendAsync(TraceQueues.Forward, forwarded, CancellationToken.None);
        }

        var young = messages.Where(message => now - message.AnnouncedAt < GivenUpAfter);
        await Task.WhenAll(young.Select(message => LookAgainAsync(message, places)));
    }

    /// <summary>Rows that are not written yet, or never will be, are asked for again, without the others.</summary>
    private async Task LookAgainAsync(TracesAnnounced message, HashSet<TraceRow> found)
    {
        if (message.Rows.Where(row => !found.Contains(row)).ToList() is { Count: > 0 } missing)
        {
            var again = message with { Rows = missing };
            await queues.SendAsync(TraceQueues.Index, again, CancellationToken.None, LookAgainAfter);
        }
    }

    /// <summary>A few at a time: all at once they would be a queue before the storage for who waits.</summary>
    private Task PutAsync(IEnumerable<TableEntity> rows) =>
        Parallel.ForEachAsync(
            rows.GroupBy(row => row.PartitionKey, StringComparer.Ordinal)
                .SelectMany(partition => partition.Chunk(RowsPerTransaction)),
            new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce },
            PutTogetherAsync
        );

    /// <summary>Rows of one partition. A single one needs no transaction, which costs twice as much.</summary>
    private async ValueTask PutTogetherAsync(TableEntity[] rows, CancellationToken cancellationToken)
    {
        if (rows is [var only])
        {
            await index.UpsertEntityAsync(only, TableUpdateMode.Replace, cancellationToken);
            return;
        }

        await index.SubmitTransactionAsync(
            rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)),
            cancellationToken
        );
    }
}
