using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.IdentitySearch.Planning;

/// <summary>
/// Makes one query where the platform knows OR lists, else one for each combination of values, the likely ones first
/// and no more than pay.
/// </summary>
internal sealed class QueryBuilder(SearchCapabilities capabilities)
{
    // Measured for a mean of seven requests (docs/identity-search.md): a further value of these kinds costs more
    // requests than it finds records.
    private static readonly Dictionary<QueryKind, int> MaxSingles = new()
    {
        [QueryKind.NameAndDate] = 5,
        [QueryKind.GivenAndDate] = 1,
        [QueryKind.NameAndAlteredDate] = 2,
        [QueryKind.NameAndMonth] = 1,
        [QueryKind.NameAndYear] = 2,
        [QueryKind.NameAndGiven] = 1,
    };

    public IEnumerable<PlannedQuery> Names(
        string id,
        QueryKind kind,
        double gain,
        IReadOnlyList<string> family,
        IReadOnlyList<string> given,
        IReadOnlyList<PartialDate> dates,
        Sex? gender = null
    )
    {
        string[] birthDates = [.. dates.Select(date => date.ToFhir())];
        if (capabilities.OrLists)
        {
            string[] listed = [.. birthDates.Take(capabilities.MaxOrValues)];
            return
            [
                new PlannedQuery(
                    id,
                    kind,
                    gain,
                    new PatientQuery
                    {
                        Family = family,
                        Given = given,
                        BirthDate = listed,
                        Gender = gender,
                    }
                ),
            ];
        }

        var singles =
            from date in OneOrNone(birthDates)
            from givenName in OneOrNone(given)
            from name in OneOrNone(family)
            select new PatientQuery
            {
                Family = name,
                Given = givenName,
                BirthDate = date,
                Gender = gender,
            };
        return Numbered(id, kind, gain, singles.Take(MaxSingles[kind]));
    }

    public IEnumerable<PlannedQuery> Identifiers(
        string id,
        QueryKind kind,
        IReadOnlyList<QueriedIdentifier> identifiers
    ) =>
        capabilities.OrLists
            ? identifiers
                .Chunk(capabilities.MaxOrValues)
                .SelectMany(
                    (chunk, at) =>
                        Numbered(at == 0 ? id : $"{id}+{at}", kind, 1, [new PatientQuery { Identifiers = chunk }])
                )
            : Numbered(id, kind, 1, identifiers.Select(identifier => new PatientQuery { Identifiers = [identifier] }));

    private static IEnumerable<PlannedQuery> Numbered(
        string id,
        QueryKind kind,
        double gain,
        IEnumerable<PatientQuery> searches
    ) =>
        searches.Select(
            (search, at) =>
                new PlannedQuery(at == 0 ? id : $"{id}.{at + 1}", kind, at == 0 ? gain : gain / (at + 1), search)
        );

    private static IEnumerable<string[]> OneOrNone(IReadOnlyList<string> values) =>
        values.Count == 0
            ?
            [
                [],
            ]
            : values.Select(value => new[] { value });
}
