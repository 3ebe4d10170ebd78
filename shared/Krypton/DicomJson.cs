using System.Globalization;
using System.Text.Json;
using KryptonFunctions.Identity;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Reads studies from DICOM JSON (PS3.18 annex F) as real servers write it: numbers or strings for IS, unknown
/// attributes passed over, empty or missing <c>Value</c>, several values also as one text with backslashes.
/// </summary>
internal static class DicomJson
{
    /// <summary>SOP Instance UID.</summary>
    public const string InstanceUid = "00080018";

    /// <summary>Universal Entity ID, inside the issuer's qualifiers.</summary>
    private const string UniversalEntityId = "00400032";

    private const string Oid = "urn:oid:";

    // The longest text of DICOM that is read here has 64 characters, of up to five bytes in some scripts.
    private const int MaxText = 1_024;
    private const int MaxValues = 64;

    /// <summary>
    /// The data sets of an answer, or null where it is no array of them. A data set without a valid study UID is null
    /// in it: it cannot be told from another, and yet counts where the server's page ends.
    /// </summary>
    public static IReadOnlyList<StudyRecord?>? Studies(ReadOnlyMemory<byte> body, TimeZoneInfo zone) =>
        DataSets(body, data => Study(data, zone));

    /// <summary>The UIDs of the instances of an answer; the same holds of it.</summary>
    public static IReadOnlyList<string?>? Instances(ReadOnlyMemory<byte> body) =>
        DataSets(
            body,
            data => data.ValueKind == JsonValueKind.Object ? Texts(data, InstanceUid).FirstOrDefault() : null
        );

    private static IReadOnlyList<T?>? DataSets<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(data => Guarded(data, read))]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null where the name of an attribute is no text (half a surrogate pair).</summary>
    private static T? Guarded<T>(JsonElement data, Func<JsonElement, T?> read)
        where T : class
    {
        try
        {
            return read(data);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static StudyRecord? Study(JsonElement data, TimeZoneInfo zone)
    {
        if (data.ValueKind != JsonValueKind.Object || !StudyUid.TryParse(Text(data, StudyField.StudyUid), out var uid))
        {
            return null;
        }

        var date = Date(Text(data, StudyField.Date));
        var time = Time(Text(data, StudyField.Time));
        return new StudyRecord
        {
            StudyUid = uid.Value,
            Date = date,
            Time = time,
            StartedAt =
                date is { } day && time is { } hour
                    ? Instant(day.ToDateTime(hour), Offset(Text(data, StudyField.OffsetFromUtc)), zone)
                    : null,
            AccessionNumber = Text(data, StudyField.AccessionNumber),
            Availability = Availability(Text(data, StudyField.Availability)),
            Modalities =
            [
                .. Texts(data, StudyField.Modalities)
                    .SelectMany(m =>
                        m.Split('\\', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    )
                    .Distinct()
                    .Take(MaxValues),
            ],
            Institution = Text(data, StudyField.Institution),
            Description = Text(data, StudyField.Description),
            PatientName = Text(data, StudyField.PatientName),
            PatientId = Text(data, StudyField.PatientId),
            PatientIdIssuer = WithoutPrefix(Text(data, StudyField.PatientIdIssuer)),
            PatientIdIssuerOid = WithoutPrefix(
                Values(data, StudyField.PatientIdIssuerQualifiers.Tag)
                    .Take(MaxValues)
                    .SelectMany(item => Texts(item, UniversalEntityId))
                    .FirstOrDefault()
            ),
            PatientBirthDate = Date(Text(data, StudyField.PatientBirthDate)),
            PatientSex = Text(data, StudyField.PatientSex),
            Series = Number(data, StudyField.Series),
            Instances = Number(data, StudyField.Instances),
        };
    }

    private static string? WithoutPrefix(string? issuer) =>
        issuer?.StartsWith(Oid, StringComparison.OrdinalIgnoreCase) is true ? issuer[Oid.Length..] : issuer;

    private static string? Text(JsonElement data, StudyField field) => Texts(data, field).FirstOrDefault();

    private static IEnumerable<string> Texts(JsonElement data, StudyField field) => Texts(data, field.Tag);

    private static IEnumerable<string> Texts(JsonElement data, string tag) =>
        Values(data, tag).Take(MaxValues).Select(Single).OfType<string>();

    private static JsonElement.ArrayEnumerator Values(JsonElement data, string tag) =>
        data.ValueKind == JsonValueKind.Object
        && data.TryGetProperty(tag, out var attribute)
        && attribute.ValueKind == JsonValueKind.Object
        && attribute.TryGetProperty("Value", out var values)
        && values.ValueKind == JsonValueKind.Array
            ? values.EnumerateArray()
            : default;

    private static string? Single(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String when Decoded(value)?.Trim() is { Length: > 0 } text => Cut(text),
            JsonValueKind.Number => Cut(value.GetRawText()),

            // A person's name comes in up to three writings.
            JsonValueKind.Object when value.TryGetProperty("Alphabetic", out var name) => Single(name),
            _ => null,
        };

    /// <summary>
    /// Null where a site sent bytes that are no UTF-8, or half a surrogate pair: the text is lost, the study is not.
    /// </summary>
    private static string? Decoded(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Cut(string text) =>
        text.Length <= MaxText ? text : text[..(char.IsHighSurrogate(text[MaxText - 1]) ? MaxText - 1 : MaxText)];

    /// <summary>By its name only (PS3.3 C.4.23.1.1): of another text nothing is known.</summary>
    private static StudyAvailability? Availability(string? text) =>
        text?.ToUpperInvariant() switch
        {
            "ONLINE" => StudyAvailability.Online,
            "NEARLINE" => StudyAvailability.Nearline,
            "OFFLINE" => StudyAvailability.Offline,
            "UNAVAILABLE" => StudyAvailability.Unavailable,
            _ => null,
        };

    private static int? Number(JsonElement data, StudyField field) =>
        decimal.TryParse(Text(data, field), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is >= 0 and <= int.MaxValue
        && decimal.IsInteger(number)
            ? (int)number
            : null;

    // The second form is that of ACR-NEMA, which old archives still send.
    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, ["yyyyMMdd", "yyyy.MM.dd"], out var date) ? date : null;

    // HHMMSS.FFFFFF, to be cut off anywhere after the hour.
    private static TimeOnly? Time(string? text)
    {
        var digits = text?.Split('.')[0].Replace(":", "", StringComparison.Ordinal);
        return
            digits is { Length: 2 or 4 or 6 } && TimeOnly.TryParseExact(digits.PadRight(6, '0'), "HHmmss", out var time)
            ? time
            : null;
    }

    private static TimeSpan? Offset(string? text)
    {
        if (
            text is not { Length: 5 }
            || text[0] is not ('+' or '-')
            || !TimeSpan.TryParseExact(text[1..], "hhmm", CultureInfo.InvariantCulture, out var offset)
            || offset > TimeSpan.FromHours(14)
        )
        {
            return null;
        }

        return text[0] == '-' ? -offset : offset;
    }

    private static DateTimeOffset? Instant(DateTime local, TimeSpan? offset, TimeZoneInfo zone) =>
        local.Year is > 1 and < 9999 ? new DateTimeOffset(local, offset ?? zone.GetUtcOffset(local)) : null;
}
