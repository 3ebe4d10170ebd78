using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Validation;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Reads FHIR R4 JSON. The JSON must be whole and the resource of the asked type; inside it, one establishment's
/// mistakes must not hide the records of the others, so elements that break a rule are left to whoever reads the
/// record.
/// </summary>
internal static class FhirBody
{
    public static bool TryRead<T>(
        ReadOnlySpan<byte> body,
        [NotNullWhen(true)] out T? resource,
        [NotNullWhen(false)] out KryptonFault? fault
    )
        where T : Resource
    {
        resource = null;
        try
        {
            var reader = new Utf8JsonReader(body);
            FhirJsonDeserializer.OSTRICH.TryDeserializeResource(ref reader, out var read, out _);
            resource = read as T;
            fault = resource is null ? KryptonFault.Bad("wrong-resource") : null;
        }
        catch (Exception failure)
            when (failure
                    is JsonException
                        or InvalidOperationException
                        or CodedValidationException
                        or DeserializationFailedException
                        // The library's own: a property with an empty name, an abstract type of resource.
                        or IndexOutOfRangeException
                        or NotSupportedException
            )
        {
            fault = KryptonFault.Bad("broken-json");
        }

        return resource is not null;
    }

    /// <summary>
    /// True for an OperationOutcome that says that there is no such thing. A 404 without it comes from whoever stands
    /// at a wrong address, and says nothing about patients or orders.
    /// </summary>
    public static bool SaysNotFound(ReadOnlySpan<byte> body) =>
        TryRead<OperationOutcome>(body, out var outcome, out _)
        && Guarded(outcome, o => o.Issue.Find(i => Text(i?.CodeElement) is "not-found" or "deleted")) is not null;

    /// <summary>The resource as the content of a request.</summary>
    public static HttpContent Write(Resource resource)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text))
        {
            FhirJsonSerializer.Default.Serialize(resource, writer);
        }

        return new ByteArrayContent(text.ToArray())
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/fhir+json", "utf-8") },
        };
    }

    /// <summary>The text as it came, also where it is not one that the element allows.</summary>
    public static string? Text(PrimitiveType? element) =>
        element?.JsonValue is string { Length: > 0 } text ? text : null;

    /// <summary>The text where it is an id as FHIR allows it; null for any other, which nobody could ask for.</summary>
    public static string? FhirId(PrimitiveType? element) => IsFhirId(Text(element)) ? Text(element) : null;

    /// <summary>1 to 64 letters, digits, <c>-</c> and <c>.</c> (FHIR R4, datatypes.html#id).</summary>
    public static bool IsFhirId(string? text) =>
        text is { Length: > 0 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');

    /// <summary>The last part of a reference such as <c>Patient/kp-1</c>.</summary>
    public static string? Id(ResourceReference? reference) =>
        Text(reference?.ReferenceElement) is { } text ? text[(text.LastIndexOf('/') + 1)..] : null;

    /// <summary>Whole entries; those that cannot be read are counted.</summary>
    public static (IReadOnlyList<TRecord> Records, int Unreadable) Entries<TResource, TRecord>(
        Bundle bundle,
        Func<TResource, TRecord?> read
    )
        where TResource : Resource
        where TRecord : class
    {
        var records = new List<TRecord>();
        var unreadable = 0;
        foreach (var resource in bundle.Entry.Select(e => e?.Resource).OfType<TResource>())
        {
            if (Guarded(resource, read) is { } record)
            {
                records.Add(record);
            }
            else
            {
                unreadable++;
            }
        }

        return (records, unreadable);
    }

    /// <summary>
    /// What <paramref name="read"/> makes of it, or null where an element has a type that FHIR does not allow there.
    /// </summary>
    public static TRecord? Guarded<TResource, TRecord>(TResource resource, Func<TResource, TRecord?> read)
        where TRecord : class
    {
        try
        {
            return read(resource);
        }
        catch (CodedValidationException)
        {
            return null;
        }
    }
}
