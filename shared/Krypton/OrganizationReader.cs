using Hl7.Fhir.Model;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Reads a FHIR Organization into an <see cref="Establishment"/>; one without id or name is passed over.
/// </summary>
internal static class OrganizationReader
{
    private const string FinessSystem = "https://finess.esante.gouv.fr";
    private const string UriSystem = "urn:ietf:rfc:3986";
    private const string Oid = "urn:oid:";

    public static Establishment? Read(Organization organization)
    {
        if (
            FhirBody.FhirId(organization.IdElement) is not { } id
            || FhirBody.Text(organization.NameElement) is not { } name
        )
        {
            return null;
        }

        var address = organization.Address.Find(a => a is not null);
        var oid = Identifier(organization, UriSystem);
        return new Establishment(
            id,
            name,
            Identifier(organization, FinessSystem),
            oid?.StartsWith(Oid, StringComparison.OrdinalIgnoreCase) is true ? oid[Oid.Length..] : oid,
            Department(FhirBody.Text(address?.PostalCodeElement)),
            FhirBody.Text(address?.DistrictElement),
            FhirBody.Text(address?.CityElement),
            Extension(organization, "/connected") is FhirBoolean { JsonValue: true },
            (Extension(organization, "/service-level") as Coding)?.Code
        );
    }

    private static string? Identifier(Organization organization, string system) =>
        organization
            .Identifier.Where(i => i?.System == system)
            .Select(i => FhirBody.Text(i.ValueElement))
            .FirstOrDefault(v => v is not null);

    // The extensions have no published home; their last part names them.
    private static DataType? Extension(Organization organization, string name) =>
        organization.Extension.Find(e => e?.Url?.EndsWith(name, StringComparison.Ordinal) is true)?.Value;

    // Postal codes of Corsica begin with 20: 200 and 201 are Corse-du-Sud. Overseas the first three digits count.
    private static string? Department(string? postalCode) =>
        postalCode switch
        {
            null or { Length: < 3 } => null,
            ['2', '0', '0' or '1', ..] => "2A",
            ['2', '0', ..] => "2B",
            ['9', '7' or '8', ..] => postalCode[..3],
            _ => postalCode[..2],
        };
}
