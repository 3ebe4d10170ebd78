using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace KryptonFunctions.Traces;

/// <summary>The entity-group transaction that appends traces to a chain: each trace, the marker of its step, and the
/// new head.</summary>
internal sealed class ChainAppend(string partition, TraceHead head, TraceSeals seals)
{
    private readonly List<TableTransactionAction> actions = [];
    private readonly Dictionary<TraceRow, string> texts = [];
    private DateTimeOffset newest = head.At;

    /// <summary>Where the chain stands with what was added.</summary>
    public TraceChain Chain { get; private set; } = head.Chain;

    /// <summary>What was added, as the rows hold it.</summary>
    public IReadOnlyDictionary<TraceRow, string> Texts => texts;

    /// <param name="trace">The next of the chain.</param>
    /// <param name="planted">The version of a marker that somebody else put where this step's belongs; null where
    /// there is none.</param>
    public void Add(Trace trace, ETag? planted)
    {
        var json = trace.ToCanonicalJson();
        var row = TraceKeys.Row(trace.At, trace.Id);
        Chain = Chain.Add(json);
        newest = trace.At > newest ? trace.At : newest;
        texts[new TraceRow(partition, row)] = json;
        var entity = new TableEntity(partition, row)
        {
            [TraceColumns.Seq] = Chain.Count,
            [TraceColumns.Hash] = Chain.Hash,
            [TraceColumns.Json] = json,
        };
        actions.Add(new(TableTransactionActionType.Add, seals.Seal(entity)));
        if (trace.Entry.StepKey is { } step)
        {
            var marker = new TableEntity(partition, TraceKeys.StepRow(step))
            {
                [TraceColumns.Row] = row,
                [TraceColumns.Id] = trace.Id.Value,
            };
            actions.Add(AddOrReplace(marker, planted));
        }
    }

    /// <summary>The head comes last.</summary>
    public IReadOnlyList<TableTransactionAction> ToTransaction()
    {
        var entity = new TableEntity(partition, TraceKeys.HeadRow)
        {
            [TraceColumns.Count] = Chain.Count,
            [TraceColumns.Hash] = Chain.Hash,
            [TraceColumns.At] = newest.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        };
        return [.. actions, AddOrReplace(seals.Seal(entity), head.ETag)];
    }

    /// <summary>The head with which the chain stands after the transaction.</summary>
    public TraceHead Next(ETag etag) => new(Chain, newest, etag, IsSealed: true);

    private static TableTransactionAction AddOrReplace(TableEntity entity, ETag? there) =>
        there is { } version
            ? new(TableTransactionActionType.UpdateReplace, entity, version)
            : new(TableTransactionActionType.Add, entity);
}
