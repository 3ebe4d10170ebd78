using Hl7.Fhir.Model;
using KryptonFunctions.Identity;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Reads a FHIR Patient with the FR Core extensions into a <see cref="PatientRecord"/>. A Patient without a FHIR id, or
/// replaced by one that has none, is not read: nobody could ask for it.
/// </summary>
internal static class PatientReader
{
    // More than any person has: what an answer may cost to compare is bounded by what is read of it.
    private const int MaxNames = 20;
    private const int MaxName = 200;
    private const int MaxIdentifiers = 64;

    private const string FrCore = "https://hl7.fr/ig/fhir/core/StructureDefinition/";
    private const string BirthGivenNames = FrCore + "fr-core-patient-birth-list-given-name";
    private const string Reliability = FrCore + "fr-core-identity-reliability";
    private const string InseeCode = FrCore + "fr-core-address-insee-code";
    private const string BirthPlace = "http://hl7.org/fhir/StructureDefinition/patient-birthPlace";
    private const string Oid = "urn:oid:";

    public static PatientRecord? Read(Patient patient)
    {
        var replacedBy = patient
            .Link.Where(l => FhirBody.Text(l?.TypeElement) == "replaced-by")
            .Select(l => FhirBody.Id(l.Other))
            .FirstOrDefault(r => r is not null);
        if (
            FhirBody.FhirId(patient.IdElement) is not { } id
            || (replacedBy is not null && !FhirBody.IsFhirId(replacedBy))
        )
        {
            return null;
        }

        var identifiers = patient
            .Identifier.OfType<Identifier>()
            .Select(Identifier)
            .OfType<RecordedIdentifier>()
            .Distinct()
            .ToList();
        return new PatientRecord
        {
            Id = id,
            Active = patient.ActiveElement?.JsonValue is not false,
            ReplacedBy = replacedBy,
            Names = [.. patient.Name.OfType<HumanName>().Take(MaxNames).Select(Name)],
            BirthGivenNames = BirthGivens(patient),
            Sex = FhirBody.Text(patient.GenderElement) switch
            {
                "male" => Sex.Male,
                "female" => Sex.Female,
                _ => Sex.Unknown,
            },
            BirthDate = Short(FhirBody.Text(patient.BirthDateElement)),
            BirthPlaceInsee = Extension(patient.Extension, BirthPlace)?.Value is Address place
                ? Code(Extension(place.Extension, InseeCode))
                : null,
            Identifiers = [.. identifiers.Where(IsShort).Take(MaxIdentifiers)],
            IdentifiersLeftOut = identifiers.Count - Math.Min(identifiers.Count(IsShort), MaxIdentifiers),
            ManagingOrganization =
                FhirBody.Id(patient.ManagingOrganization)
                ?? FhirBody.Text(patient.ManagingOrganization?.Identifier?.ValueElement),
            IdentityStatus = Code(Extension(Extension(patient.Extension, Reliability)?.Extension, "identityStatus")),
            IdentityRemarks =
            [
                .. (Extension(patient.Extension, Reliability)?.Extension ?? [])
                    .Where(e => e?.Url == "comment")
                    .Select(Code)
                    .OfType<string>()
                    .Take(MaxNames),
            ],
        };
    }

    private static bool IsShort(RecordedIdentifier identifier) =>
        identifier is { Value.Length: <= MaxName, Authority: null or { Length: <= MaxName } };

    /// <summary>FR Core has the list at the official name; some put it at the patient.</summary>
    private static string[] BirthGivens(Patient patient)
    {
        var lists = patient.Name.OfType<HumanName>().SelectMany(name => name.Extension).Concat(patient.Extension);
        return
            lists.FirstOrDefault(e => e?.Url == BirthGivenNames)?.Value is FhirString list
            && FhirBody.Text(list) is { Length: <= MaxName } text
            ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [];
    }

    private static RecordedName Name(HumanName name) =>
        new(
            FhirBody.Text(name.UseElement),
            Short(FhirBody.Text(name.FamilyElement)),
            [.. name.GivenElement.Take(MaxNames).Select(FhirBody.Text).Select(Short).OfType<string>()]
        );

    private static string? Short(string? name) => name is { Length: <= MaxName } ? name : null;

    private static RecordedIdentifier? Identifier(Identifier identifier)
    {
        if (FhirBody.Text(identifier.ValueElement) is not { } value)
        {
            return null;
        }

        var system = FhirBody.Text(identifier.SystemElement);
        return new RecordedIdentifier(
            system?.StartsWith(Oid, StringComparison.OrdinalIgnoreCase) is true ? system[Oid.Length..] : system,
            value,
            identifier.Type?.Coding.Select(c => FhirBody.Text(c?.CodeElement)).FirstOrDefault(c => c is not null),
            FhirBody.Text(identifier.UseElement)
        );
    }

    private static Extension? Extension(List<Extension>? extensions, string url) =>
        extensions?.FirstOrDefault(e => e?.Url == url);

    private static string? Code(Extension? extension) =>
        Short(
            extension?.Value switch
            {
                Coding coding => FhirBody.Text(coding.CodeElement),
                Code code => FhirBody.Text(code),
                CodeableConcept concept => concept.Coding.Select(c => FhirBody.Text(c?.CodeElement)).FirstOrDefault(),
                _ => null,
            }
        );
}
