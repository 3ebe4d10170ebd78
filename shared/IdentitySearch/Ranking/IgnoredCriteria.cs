using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// Applies here what the server did not: a criterion missing from the self link would otherwise widen the search
/// unseen.
/// </summary>
internal static class IgnoredCriteria
{
    public static bool Meets(
        PatientRecord record,
        PatientQuery asked,
        IReadOnlyList<string> ignored,
        SearchCapabilities capabilities
    ) =>
        ignored.All(criterion =>
            criterion switch
            {
                "family" => asked.Family.Count == 0
                    || record.Names.Any(name => Matches(name.Family, asked.Family, capabilities)),
                "given" => asked.Given.Count == 0
                    || record.Names.Any(name => name.Given.Any(given => Matches(given, asked.Given, capabilities))),
                "birthdate" => asked.BirthDate.Count == 0
                    || asked.BirthDate.Any(date =>
                        record.BirthDate?.StartsWith(date, StringComparison.Ordinal) == true
                    ),
                "gender" => asked.Gender is null || record.Sex == asked.Gender,
                "identifier" => asked.Identifiers.Count == 0
                    || record.Identifiers.Any(identifier =>
                        asked.Identifiers.Contains(
                            new QueriedIdentifier(identifier.Authority ?? string.Empty, identifier.Value)
                        )
                    ),
                _ => true,
            }
        );

    private static bool Matches(string? recorded, IReadOnlyList<string> asked, SearchCapabilities capabilities)
    {
        if (recorded is null)
        {
            return false;
        }

        var value = capabilities.AccentSensitive ? recorded : NormalForm.Of(recorded);
        return asked.Any(text =>
            capabilities.NameMatching == NameMatching.Prefix
                ? value.StartsWith(text, StringComparison.OrdinalIgnoreCase)
                : value.Equals(text, StringComparison.OrdinalIgnoreCase)
        );
    }
}
