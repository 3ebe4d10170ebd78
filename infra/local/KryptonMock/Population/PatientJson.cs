using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using KryptonFunctions.Identity;

namespace KryptonMock.Population;

/// <summary>Writes a record as a FHIR R4 Patient in the shapes of FR Core.</summary>
public static class PatientJson
{
    private const string FrCore = "https://hl7.fr/ig/fhir/core/";
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line of UTF-8.</summary>
    public static byte[] Write(PatientRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "Patient");
            json.WriteString("id", record.Id);
            WriteExtensions(json, record);
            WriteIdentifiers(json, record.Identifiers);
            json.WriteBoolean("active", record.Active);
            WriteNames(json, record);
            if (record.Sex != Sex.Unknown)
            {
                json.WriteString("gender", record.Sex == Sex.Male ? "male" : "female");
            }

            if (record.BirthDate is not null)
            {
                json.WriteString("birthDate", record.BirthDate);
            }

            if (record.ManagingOrganization is { } organization)
            {
                json.WriteStartObject("managingOrganization");
                json.WriteString("reference", $"Organization/{organization}");
                json.WriteEndObject();
            }

            if (record.ReplacedBy is { } other)
            {
                json.WritePropertyName("link");
                json.WriteRawValue($$$"""[{"other":{"reference":"Patient/{{{other}}}"},"type":"replaced-by"}]""");
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteExtensions(Utf8JsonWriter json, PatientRecord record)
    {
        if (record is { BirthPlaceInsee: null, IdentityStatus: null })
        {
            return;
        }

        json.WriteStartArray("extension");
        if (record.BirthPlaceInsee is { } place)
        {
            json.WriteRawValue(
                """{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace","valueAddress":"""
                    + """{"extension":"""
                    + $$$"""[{"url":"{{{FrCore}}}StructureDefinition/fr-core-address-insee-code","valueCoding":"""
                    + $$$"""{"code":"{{{place}}}"}}]}}"""
            );
        }

        if (record.IdentityStatus is { } status)
        {
            json.WriteRawValue(
                $$$"""{"url":"{{{FrCore}}}StructureDefinition/fr-core-identity-reliability","extension":"""
                    + """[{"url":"identityStatus","valueCoding":"""
                    + $$$"""{"system":"{{{FrCore}}}CodeSystem/fr-core-cs-identity-status","code":"{{{status}}}"}}]}"""
            );
        }

        json.WriteEndArray();
    }

    private static void WriteIdentifiers(Utf8JsonWriter json, IReadOnlyList<RecordedIdentifier> identifiers)
    {
        json.WriteStartArray("identifier");
        foreach (var identifier in identifiers)
        {
            json.WriteStartObject();
            if (identifier.Use is not null)
            {
                json.WriteString("use", identifier.Use);
            }

            if (identifier.TypeCode is { } code)
            {
                var system = code.StartsWith("INS", StringComparison.Ordinal)
                    ? FrCore + "CodeSystem/fr-core-cs-v2-0203"
                    : "http://terminology.hl7.org/CodeSystem/v2-0203";
                json.WritePropertyName("type");
                json.WriteRawValue($$$"""{"coding":[{"system":"{{{system}}}","code":"{{{code}}}"}]}""");
            }

            if (identifier.Authority is { } authority)
            {
                json.WriteString("system", $"urn:oid:{authority}");
            }

            json.WriteString("value", identifier.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter json, PatientRecord record)
    {
        var official =
            record.Names.FirstOrDefault(name => name.Use == "official")
            ?? (record.Names is [var first, ..] ? first : null);
        json.WriteStartArray("name");
        foreach (var name in record.Names)
        {
            json.WriteStartObject();
            if (name == official && record.BirthGivenNames.Count > 0)
            {
                WriteBirthGivenNames(json, record.BirthGivenNames);
            }

            if (name.Use is not null)
            {
                json.WriteString("use", name.Use);
            }

            if (name.Family is not null)
            {
                json.WriteString("family", name.Family);
            }

            json.WriteStartArray("given");
            foreach (var given in name.Given)
            {
                json.WriteStringValue(given);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteBirthGivenNames(Utf8JsonWriter json, IReadOnlyList<string> givenNames)
    {
        json.WriteStartArray("extension");
        json.WriteStartObject();
        json.WriteString("url", FrCore + "StructureDefinition/fr-core-patient-birth-list-given-name");
        json.WriteString("valueString", string.Join(' ', givenNames));
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
