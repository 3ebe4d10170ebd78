using System.Text.Json.Nodes;
using KryptonFunctions.Identity;
using KryptonMock.Population;

namespace KryptonFunctions.Tests.KryptonMock;

/// <summary>Small populations for tests of the mock.</summary>
internal static class Records
{
    public const string Authority = "1.2.250.1.71.4.2.2.330781196";

    public static JsonObject Patient(
        string id,
        string family,
        string given,
        string? birthDate = "1954-03-12",
        Sex sex = Sex.Female,
        string? ipp = null
    ) =>
        JsonNode
            .Parse(
                PatientJson.Write(
                    new PatientRecord
                    {
                        Id = id,
                        Names = [new("official", family, [given])],
                        BirthDate = birthDate,
                        Sex = sex,
                        Identifiers = [new(Authority, ipp ?? $"ipp-{id}", "PI", "usual")],
                    }
                )
            )!
            .AsObject();

    public static JsonObject Study(
        string uid,
        string patientId,
        int instances = 100,
        string availability = "NEARLINE"
    ) =>
        JsonNode
            .Parse(
                $$"""
                { "resourceType": "ImagingStudy", "id": "st-{{uid}}", "identifier": [{ "system": "urn:dicom:uid",
                "value": "urn:oid:{{uid}}" }],
                  "extension": [{ "url": "https://krypton-na.example/fhir/StructureDefinition/instance-availability",
                  "valueCode": "{{availability}}" }],
                  "status": "available", "modality": [{ "code": "CT" }],
                  "subject": { "reference": "Patient/{{patientId}}" }, "started": "2026-05-02T10:15:00Z",
                  "numberOfSeries": 3, "numberOfInstances": {{instances}}, "description": "SCANNER THORACIQUE",
                  "location": { "identifier": { "value": "330781196" }, "display": "CHU de Bordeaux" } }
                """
            )!
            .AsObject();
}
