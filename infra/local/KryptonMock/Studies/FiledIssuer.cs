using KryptonMock.Patients;

namespace KryptonMock.Studies;

/// <summary>The issuer of a PatientID as the sites file it, and what finds it.</summary>
internal static class FiledIssuer
{
    /// <summary>What stands in IssuerOfPatientID (0010,0021), or null.</summary>
    public static string? Text(string? oid, IssuerFiling filing) =>
        oid is null
            ? null
            : filing switch
            {
                IssuerFiling.Finess => Finess(oid),
                IssuerFiling.Name or IssuerFiling.Qualifier => $"IPP-{Finess(oid)}",
                IssuerFiling.Absent => null,
                _ => oid,
            };

    /// <summary>Whether a record's number and its issuer are the asked ones.</summary>
    public static bool Meets(PatientIndex index, int position, QidoQuery query, IssuerFiling filing)
    {
        if (query is { Issuer: null, IssuerQualifier: null })
        {
            return true;
        }

        if (filing == IssuerFiling.Any)
        {
            return query.Issuer is { } issuer && Bears(index, position, query.PatientId!, issuer);
        }

        var oid = DicomPatient.Read(index.Json(position)).Issuer;
        return (query.Issuer is null || query.Issuer == Text(oid, filing))
            && (query.IssuerQualifier is null || (filing == IssuerFiling.Qualifier && query.IssuerQualifier == oid));
    }

    /// <summary>The issuer may be written as OID, as <c>urn:oid:</c> or as the FINESS that ends the OID.</summary>
    private static bool Bears(PatientIndex index, int position, string value, string issuer) =>
        PatientFields
            .Read(index.Json(position).ToArray())
            .Identifiers.Any(identifier =>
                identifier.Value.Equals(value, StringComparison.OrdinalIgnoreCase)
                && identifier.System is { } system
                && (
                    system == issuer
                    || system == $"urn:oid:{issuer}"
                    || system.EndsWith($".{issuer}", StringComparison.Ordinal)
                )
            );

    private static string Finess(string oid) => oid[(oid.LastIndexOf('.') + 1)..];
}
