using System.Globalization;
using System.Text;

namespace KryptonFunctions.Traces;

/// <summary>Where a trace stands in the table <c>Traces</c>.</summary>
public readonly record struct TraceRow(string Partition, string Row);

/// <summary>
/// The keys of the table <c>TraceIndex</c>: by user and month, by RCP, by record and month, by day and action, and the
/// partitions touched on a day. Its rows repeat the row key of the trace, so that they too are read newest first.
/// </summary>
internal static class TraceIndexKeys
{
    public const string Table = "TraceIndex";

    public static string User(string user, DateTimeOffset month) =>
        string.Create(CultureInfo.InvariantCulture, $"u|{KeyText(user)}|{month.UtcDateTime:yyyyMM}");

    public static string Rcp(string rcpId) => $"r|{KeyText(rcpId)}";

    public static string Day(DateTimeOffset day, TraceAction action) => DayFrom(day) + Trace.NameOf(action);

    /// <summary>Traces that name a record beside others.</summary>
    /// <param name="partition">The record's own partition of the table <c>Traces</c>, whose key tells nobody whose it
    /// is.</param>
    public static string Record(string partition) => $"p|{partition}";

    /// <summary>The partitions of this day and later ones sort at or after it.</summary>
    public static string DayFrom(DateTimeOffset day) =>
        string.Create(CultureInfo.InvariantCulture, $"d|{day.UtcDateTime:yyyyMMdd}|");

    public static string Touched(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"h|{day:yyyyMMdd}");

    /// <summary>
    /// Text of others as part of a key: what a table key may not hold is written as <c>=</c> and its bytes in
    /// hexadecimal.
    /// </summary>
    public static string KeyText(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            _ =
                char.IsAsciiLetterOrDigit((char)b) || "-_.@:".Contains((char)b, StringComparison.Ordinal)
                    ? key.Append((char)b)
                    : key.Append('=').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        }

        return key.ToString();
    }
}
