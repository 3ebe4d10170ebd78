using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>A record as the user is shown it: names by use, all identifiers that tell whose record it is.</summary>
internal static class RecordText
{
    public static CandidateIdentity From(PatientRecord record)
    {
        var birth = record.Names.FirstOrDefault(name => name.Use is "official" or "maiden" && name.Family is not null);
        var used = record.Names.FirstOrDefault(name => name.Use is "usual" && name.Family is not null);
        var other = record.Names.FirstOrDefault(name => name.Family is not null);
        birth ??= used is null ? other : null;
        return new CandidateIdentity(
            birth?.Family,
            used?.Family,
            record.Names.FirstOrDefault(name => name.Given.Count > 0)?.Given ?? record.BirthGivenNames,
            record.Sex switch
            {
                Sex.Male => "male",
                Sex.Female => "female",
                _ => "unknown",
            },
            record.BirthDate,
            record.BirthPlaceInsee,
            [.. record.Identifiers.Select(ToIdentifier).OfType<CandidateIdentifier>()]
        );
    }

    private static CandidateIdentifier? ToIdentifier(RecordedIdentifier identifier) =>
        identifier switch
        {
            { Authority: null } => null,
            _ when RecordedIdentifiers.IsIns(identifier) => new CandidateIdentifier(
                "ins",
                identifier.Value,
                identifier.Authority
            ),
            _ when RecordedIdentifiers.IsIpp(identifier) => new CandidateIdentifier(
                "ipp",
                identifier.Value,
                identifier.Authority
            ),
            _ => null,
        };
}
