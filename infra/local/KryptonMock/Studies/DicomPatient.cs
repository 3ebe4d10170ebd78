using System.Text.Json;

namespace KryptonMock.Studies;

/// <summary>A record's identity as DICOM headers carry it.</summary>
/// <param name="Name"><c>FAMILY^GIVEN</c>.</param>
/// <param name="Id">The IPP.</param>
/// <param name="Issuer">OID of the IPP's authority.</param>
/// <param name="BirthDate"><c>yyyyMMdd</c>, or null where not known in full.</param>
/// <param name="Sex"><c>M</c>, <c>F</c>, <c>O</c> or null.</param>
internal sealed record DicomPatient(string Name, string? Id, string? Issuer, string? BirthDate, string? Sex)
{
    private const string OidPrefix = "urn:oid:";
    private const string Ipp = "PI";

    public static DicomPatient Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var document = JsonDocument.ParseValue(ref reader);
        var patient = document.RootElement;
        var names = Items(patient, "name");
        var official = names.FirstOrDefault(item => Text(item, "use") == "official");
        var name = official.ValueKind == JsonValueKind.Object || names.Count == 0 ? official : names[0];
        var identifier = Items(patient, "identifier").FirstOrDefault(IsIpp);
        return new(
            name.ValueKind == JsonValueKind.Object
                ? $"{Text(name, "family")}^{string.Join(' ', Items(name, "given").Select(given => given.GetString()))}"
                : "",
            Text(identifier, "value"),
            Text(identifier, "system")?.Replace(OidPrefix, "", StringComparison.Ordinal),
            Text(patient, "birthDate") is { Length: 10 } date ? date.Replace("-", "", StringComparison.Ordinal) : null,
            Text(patient, "gender") switch
            {
                "male" => "M",
                "female" => "F",
                "other" => "O",
                _ => null,
            }
        );
    }

    private static bool IsIpp(JsonElement identifier) =>
        identifier.TryGetProperty("type", out var type)
        && Items(type, "coding").Any(coding => Text(coding, "code") == Ipp);

    private static string? Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(property, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static IReadOnlyList<JsonElement> Items(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(property, out var value)
        && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray()]
            : [];
}
