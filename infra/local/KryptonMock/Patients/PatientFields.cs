using System.Text.Json;

namespace KryptonMock.Patients;

/// <summary>What the search looks at in a FHIR Patient.</summary>
internal sealed record PatientFields(
    string Id,
    bool Active,
    string? Gender,
    string? BirthDate,
    IReadOnlyList<string> Families,
    IReadOnlyList<string> Givens,
    IReadOnlyList<IdentifierValue> Identifiers
)
{
    /// <exception cref="JsonException">The text is no FHIR Patient with an id.</exception>
    public static PatientFields Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var patient = document.RootElement;
        if (
            patient.ValueKind != JsonValueKind.Object
            || Text(patient, "resourceType") != "Patient"
            || Text(patient, "id") is not { } id
        )
        {
            throw new JsonException("A line is no FHIR Patient with an id.");
        }

        var names = Items(patient, "name").ToList();
        return new(
            id,
            !patient.TryGetProperty("active", out var active) || active.ValueKind != JsonValueKind.False,
            Text(patient, "gender"),
            Text(patient, "birthDate"),
            [.. names.Select(name => Text(name, "family")).OfType<string>()],
            [
                .. names
                    .SelectMany(name => Items(name, "given"))
                    .Where(given => given.ValueKind == JsonValueKind.String)
                    .Select(given => given.GetString()!),
            ],
            [
                .. from identifier in Items(patient, "identifier")
                where Text(identifier, "value") is not null
                select new IdentifierValue(Text(identifier, "system"), Text(identifier, "value")!),
            ]
        );
    }

    private static string? Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : default;
}
