using System.Globalization;
using System.Text.Json;

namespace KryptonMock.Studies;

/// <summary>Reads a FHIR R4 ImagingStudy of a population file.</summary>
internal static class StudyReader
{
    public const string AvailabilityExtension =
        "https://krypton-na.example/fhir/StructureDefinition/instance-availability";
    private const string UidPrefix = "urn:oid:";

    /// <exception cref="JsonException">No UID, or no subject.</exception>
    public static Study Read(JsonElement study)
    {
        var instances = Number(study, "numberOfInstances");
        var availability = Items(study, "extension")
            .FirstOrDefault(extension => Text(extension, "url") == AvailabilityExtension);
        var parsed =
            availability.ValueKind == JsonValueKind.Object
            && Enum.TryParse<Availability>(Text(availability, "valueCode"), ignoreCase: true, out var value)
                ? value
                : Availability.Nearline;
        return new Study
        {
            Uid =
                Identifier(study, "urn:dicom:uid")?.Replace(UidPrefix, "", StringComparison.Ordinal)
                ?? throw new JsonException("An ImagingStudy has no UID."),
            PatientId =
                Text(study, "subject", "reference")?.Split('/')[^1]
                ?? throw new JsonException("An ImagingStudy has no subject."),
            Started = Text(study, "started") is { } started
                ? DateTimeOffset.Parse(started, CultureInfo.InvariantCulture).DateTime
                : null,
            Modalities = [.. Items(study, "modality").Select(coding => Text(coding, "code")).OfType<string>()],
            Description = Text(study, "description"),
            Accession = Items(study, "identifier")
                .Where(identifier => Text(identifier, "system") != "urn:dicom:uid")
                .Select(identifier => Text(identifier, "value"))
                .FirstOrDefault(),
            Site = Text(study, "location", "identifier", "value"),
            SiteName = Text(study, "location", "display"),
            Series = Number(study, "numberOfSeries"),
            Instances = instances,
            Availability = parsed,
            CentralInstances = parsed == Availability.Online ? instances : 0,
        };
    }

    private static string? Identifier(JsonElement study, string system) =>
        Items(study, "identifier")
            .Where(identifier => Text(identifier, "system") == system)
            .Select(identifier => Text(identifier, "value"))
            .FirstOrDefault();

    private static int Number(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) ? value.GetInt32() : 0;

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var property in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(property, out element))
            {
                return null;
            }
        }

        return element.GetString();
    }

    private static IEnumerable<JsonElement> Items(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) ? [.. value.EnumerateArray()] : [];
}
