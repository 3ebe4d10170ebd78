using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KryptonFunctions.Traces;

/// <summary>An entry with its id and instant: what is stored, and what the hash chain covers.</summary>
/// <param name="Id">A ULID.</param>
/// <param name="At">When it was accepted, UTC.</param>
/// <param name="Entry">What happened.</param>
public sealed record Trace(TraceId Id, DateTimeOffset At, TraceEntry Entry)
{
    /// <summary>Studies that one trace can name; whatever gives out more writes more traces.</summary>
    public const int MaxStudies = 100;

    /// <summary>Records that one trace can name.</summary>
    public const int MaxRecords = 100;

    private const int MaxDetails = 12;
    private const int MaxDetail = 200;

    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    internal static Trace From(TraceEntry entry, TraceId id, DateTimeOffset at)
    {
        if (
            entry.StudyUids.Count > MaxStudies
            || entry.Records.Count > MaxRecords
            || entry.Detail.Count > MaxDetails
            || entry.Detail.Any(d => d.Value.Length > MaxDetail)
        )
        {
            throw new ArgumentException(
                "A trace holds at most 100 studies, 100 records and 12 details of 200 characters.",
                nameof(entry)
            );
        }

        return new Trace(id, at, entry);
    }

    /// <summary>
    /// One text for one trace: fixed order, absent values left out, details by name. The hash is taken of it, so it
    /// must never change.
    /// </summary>
    internal string ToCanonicalJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id", Id.Value);
            json.WriteString("at", At.UtcDateTime.ToString("O"));
            json.WriteString("action", NameOf(Entry.Action));
            json.WriteString("outcome", NameOf(Entry.Outcome));
            json.WriteStartObject("user");
            json.WriteString("user", Entry.User.User);
            Write(json, "subjectNameId", Entry.User.SubjectNameId);
            Write(json, "role", Entry.User.Role);
            Write(json, "organization", Entry.User.Organization);
            json.WriteEndObject();
            Write(json, "patient", Entry.Patient);
            Write(json, "rcpId", Entry.RcpId);
            Write(json, "preFicheId", Entry.PreFicheId);
            Write(json, "studyUids", Entry.StudyUids);
            if (Entry.Records.Count > 0)
            {
                // Left out where there are none: a trace from before there were any has the same text as ever.
                Write(json, "records", Entry.Records);
            }

            Write(json, "reason", Entry.Reason);
            Write(json, "requestId", Entry.RequestId);
            Write(json, "stepKey", Entry.StepKey);
            json.WriteStartObject("detail");
            foreach (var (name, value) in Entry.Detail.OrderBy(d => d.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Null for a text that is none of ours.</summary>
    internal static Trace? FromCanonicalJson(string text)
    {
        try
        {
            var entry = JsonSerializer.Deserialize<TraceEntry>(text, Names);
            var stamp = JsonSerializer.Deserialize<Stamp>(text, Names);
            return entry is null || stamp is null ? null : new Trace(new TraceId(stamp.Id), stamp.At, entry);
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            // The second for half a surrogate pair, which a table may hold.
            return null;
        }
    }

    /// <summary>The name as it is stored, answered and asked for.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private sealed record Stamp(string Id, DateTimeOffset At);
}
