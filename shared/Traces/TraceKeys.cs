using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KryptonFunctions.Access;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Traces;

/// <summary>
/// The keys of the table <c>Traces</c>: one partition a patient and month, or a month for what concerns no patient.
/// </summary>
public sealed class TraceKeys(AppKeys keys, IOptions<TracesOptions> options)
{
    public const string Table = "Traces";

    /// <summary>The row that holds the count and the hash of the partition's chain.</summary>
    public const string HeadRow = "head";

    /// <summary>Traces' rows are between these two, newest first.</summary>
    public const string FirstRow = "t|";

    private readonly byte[] secret = keys.Secret(
        options.Value.PatientKeySecret,
        "Traces:PatientKeySecret",
        DevelopmentSecret.PatientKey
    );

    /// <summary>The patient's part is an HMAC, so the keys of the table tell nobody whose traces they are.</summary>
    public string Partition(string? patient, DateTimeOffset month) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(patient is null ? "-" : $"p|{KeyOf(patient)}")}|{month.UtcDateTime:yyyyMM}"
        );

    private string KeyOf(string patient) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(patient)));

    /// <summary>The first day of the month to which a partition belongs.</summary>
    /// <exception cref="FormatException">The name is no partition's.</exception>
    public static DateOnly MonthOf(string partition) =>
        DateOnly.ParseExact(partition.Split('|')[^1], "yyyyMM", CultureInfo.InvariantCulture);

    /// <summary>Reverse ticks, so that a range read gives the newest first.</summary>
    public static string Row(DateTimeOffset at, TraceId id) => RowFrom(at) + "|" + id.Value;

    /// <summary>Rows of this instant and earlier ones sort at or after it.</summary>
    public static string RowFrom(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{FirstRow}{DateTime.MaxValue.Ticks - at.UtcTicks:D19}");

    /// <summary>The row that says under which id a step has been traced.</summary>
    public static string StepRow(string stepKey) =>
        "s|" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stepKey)));
}
