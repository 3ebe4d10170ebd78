using KryptonFunctions.Identity;

namespace KryptonMock.Generation;

/// <summary>
/// A fictitious identity that is published for tests of the INS; a number whose key does not fit is left out but under
/// the test OIDs.
/// </summary>
internal sealed record TestIdentity(
    string BirthName,
    string? UsedName,
    string GivenNames,
    string FirstGiven,
    string Sex,
    DateOnly BirthDate,
    string? BirthPlaceCog,
    string? Ins,
    string? Oid
)
{
    public GeneratedPerson ToPerson(string recordId, Establishment site)
    {
        var traits = new TrueTraits
        {
            BirthName = BirthName,
            UsedName = UsedName,
            GivenNames = GivenNames.Split(' '),
            Sex = Sex == "M" ? KryptonFunctions.Identity.Sex.Male : KryptonFunctions.Identity.Sex.Female,
            BirthDate = BirthDate,
            BirthPlaceInsee = BirthPlaceCog ?? "99999",
            Ins = Ins ?? "",
        };
        return new(traits, [Record(traits, recordId, site)]);
    }

    private PatientRecord Record(TrueTraits traits, string id, Establishment site)
    {
        var isTest = InsOid.Parse(Oid) == InsAuthority.Test;
        return new PatientRecord
        {
            Id = id,
            Names =
            [
                new("official", BirthName, [FirstGiven]),
                .. UsedName is null ? [] : new[] { new RecordedName("usual", UsedName, [FirstGiven]) },
            ],
            BirthGivenNames = traits.GivenNames,
            Sex = traits.Sex,
            BirthDate = BirthDate.ToString("yyyy-MM-dd"),
            BirthPlaceInsee = BirthPlaceCog,
            Identifiers =
            [
                new(site.Oid, $"T{id[3..]}", "PI", "usual"),
                .. Ins is null
                    ? []
                    : new[] { new RecordedIdentifier(Oid, Ins, isTest ? "INS-NIR-TEST" : "INS-NIR", "official") },
            ],
            ManagingOrganization = $"org-{site.Finess}",
            IdentityStatus = Ins is null ? "PROV" : "QUAL",
        };
    }
}
