using Azure.Data.Tables;

namespace KryptonFunctions.Traces;

/// <summary>Reads columns of rows that others may have written: one of another type counts as not there.</summary>
internal static class TraceColumnReading
{
    public static string? TryGetText(this TableEntity row, string column) =>
        row.TryGetValue(column, out var value) ? value as string : null;

    public static long? TryGetNumber(this TableEntity row, string column) =>
        row.TryGetValue(column, out var value) ? value as long? ?? value as int? : null;
}
