using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace KryptonFunctions.Traces;

/// <summary>How far the chain of a partition goes, by the row that says so.</summary>
/// <param name="Chain">Count and hash.</param>
/// <param name="At">The instant of the newest trace.</param>
/// <param name="ETag">The version of the row; null where there is none yet.</param>
/// <param name="IsSealed">False for a row that this app did not write.</param>
public readonly record struct TraceHead(TraceChain Chain, DateTimeOffset At, ETag? ETag, bool IsSealed)
{
    /// <summary>Of a partition without a head.</summary>
    public static TraceHead None { get; } = new(TraceChain.Empty, DateTimeOffset.MinValue, ETag: null, IsSealed: true);

    internal static TraceHead From(TableEntity row, TraceSeals seals) =>
        new(
            new TraceChain(
                row.TryGetNumber(TraceColumns.Count) ?? 0,
                TraceChain.IsHash(row.TryGetText(TraceColumns.Hash), out var hash) ? hash : TraceChain.Empty.Hash
            ),
            DateTimeOffset.TryParse(
                row.TryGetText(TraceColumns.At),
                CultureInfo.InvariantCulture,
                DateTimeStyles.RoundtripKind,
                out var at
            )
                ? at
                : DateTimeOffset.MinValue,
            row.ETag,
            seals.Holds(row)
        );
}
