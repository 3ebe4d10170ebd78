using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using KryptonFunctions.Access;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Traces;

/// <summary>
/// The keys of the table <c>Traces</c>: one partition a patient and month, or a month for what concerns no patient. The
/// month comes first, so that the night reads the rows of its month and no others.
/// </summary>
public sealed partial class TraceKeys(AppKeys keys, IOptions<TracesOptions> options)
{
    public const string Table = "Traces";

    /// <summary>The row that holds the count and the hash of the partition's chain.</summary>
    public const string HeadRow = "head";

    /// <summary>Traces' rows are between these two, newest first.</summary>
    public const string FirstRow = "t|";

    /// <summary>Sorts after every trace's row.</summary>
    public const string AfterLastRow = "t}";

    private readonly byte[] secret = keys.Secret(
        options.Value.PatientKeySecret,
        "Traces:PatientKeySecret",
        DevelopmentSecret.PatientKey
    );

    /// <summary>The patient's part is an HMAC, so the keys of the table tell nobody whose traces they are.</summary>
    public string Partition(string? patient, DateTimeOffset month) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{MonthPrefix(month)}{(patient is null ? "-" : $"p|{KeyOf(patient)}")}"
        );

    /// <summary>All partitions of a month sort from here on, and before <see cref="AfterMonth"/>.</summary>
    public static string MonthPrefix(DateTimeOffset month) =>
        string.Create(CultureInfo.InvariantCulture, $"{month.UtcDateTime:yyyyMM}|");

    /// <summary>Sorts after all partitions of a month.</summary>
    public static string AfterMonth(DateTimeOffset month) =>
        string.Create(CultureInfo.InvariantCulture, $"{month.UtcDateTime:yyyyMM}}}");

    /// <summary>
    /// False for a name that we never give, such as one of no year: somebody else made the partition.
    /// </summary>
    public static bool IsPartition(string name) => PartitionForm().IsMatch(name);

    [GeneratedRegex(@"\A(?!0000)[0-9]{4}(?:0[1-9]|1[0-2])\|(?:-|p\|[0-9a-f]{64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex PartitionForm();

    private string KeyOf(string patient) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(patient)));

    /// <summary>The first day of the month to which a partition belongs.</summary>
    /// <exception cref="FormatException">The name is no partition's.</exception>
    public static DateOnly MonthOf(string partition) =>
        DateOnly.ParseExact(partition.Split('|')[0], "yyyyMM", CultureInfo.InvariantCulture);

    /// <summary>Reverse ticks, so that a range read gives the newest first.</summary>
    public static string Row(DateTimeOffset at, TraceId id) => RowFrom(at) + "|" + id.Value;

    /// <summary>Rows of this instant and earlier ones sort at or after it.</summary>
    public static string RowFrom(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{FirstRow}{DateTime.MaxValue.Ticks - at.UtcTicks:D19}");

    /// <summary>False for a row key that is no trace's.</summary>
    public static bool IsTraceRow(string row) => TraceRowForm().IsMatch(row);

    [GeneratedRegex(@"\At\|[0-9]{19}\|[0-9A-Z]{26}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TraceRowForm();

    /// <summary>The row that says under which id a step has been traced.</summary>
    public static string StepRow(string stepKey) =>
        "s|" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stepKey)));
}
