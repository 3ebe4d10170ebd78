using System.Collections.Frozen;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// Applies here what the server did not: a criterion missing from the self link would otherwise widen the search
/// unseen.
/// </summary>
internal static class IgnoredCriteria
{
    /// <summary>How each parameter of <see cref="FhirSearch"/> is applied to a record.</summary>
    public static readonly FrozenDictionary<string, Criterion> All = new Dictionary<string, Criterion>
    {
        [FhirSearch.Family] = MeetsFamily,
        [FhirSearch.Given] = MeetsGiven,
        [FhirSearch.BirthDate] = MeetsBirthDate,
        [FhirSearch.Gender] = MeetsGender,
        [FhirSearch.Identifier] = MeetsIdentifier,
    }.ToFrozenDictionary();

    internal delegate bool Criterion(PatientRecord record, PatientQuery asked, SearchCapabilities capabilities);

    public static bool Meets(
        PatientRecord record,
        PatientQuery asked,
        IReadOnlyList<string> ignored,
        SearchCapabilities capabilities
    ) => ignored.All(criterion => All[criterion](record, asked, capabilities));

    private static bool MeetsFamily(PatientRecord record, PatientQuery asked, SearchCapabilities capabilities) =>
        asked.Family.Count == 0 || record.Names.Any(name => Matches(name.Family, asked.Family, capabilities));

    private static bool MeetsGiven(PatientRecord record, PatientQuery asked, SearchCapabilities capabilities) =>
        asked.Given.Count == 0
        || record.Names.Any(name => name.Given.Any(given => Matches(given, asked.Given, capabilities)));

    private static bool MeetsBirthDate(PatientRecord record, PatientQuery asked, SearchCapabilities capabilities) =>
        asked.BirthDate.Count == 0
        || asked.BirthDate.Any(date => record.BirthDate?.StartsWith(date, StringComparison.Ordinal) == true);

    private static bool MeetsGender(PatientRecord record, PatientQuery asked, SearchCapabilities capabilities) =>
        asked.Gender is null || record.Sex == asked.Gender;

    private static bool MeetsIdentifier(PatientRecord record, PatientQuery asked, SearchCapabilities capabilities) =>
        asked.Identifiers.Count == 0
        || record.Identifiers.Any(identifier =>
            asked.Identifiers.Contains(new QueriedIdentifier(identifier.Authority ?? string.Empty, identifier.Value))
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
