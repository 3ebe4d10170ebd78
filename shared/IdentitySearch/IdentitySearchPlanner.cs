using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch.Planning;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.IdentitySearch;

/// <summary>
/// Decomposes a searched identity into few queries that together find the records of all establishments, however they
/// wrote the name: waves of OR lists within what the platform can do, the birth date being the strongest anchor. Typing
/// errors are caught by asking for short prefixes, not by guessing them.
/// </summary>
public sealed class IdentitySearchPlanner(IOptions<SearchCapabilities> options, NameFrequencies frequencies)
{
    // What a query of each kind can be expected to add, from error rates of French hospital records (see
    // docs/identity-search.md).
    private const double DateRight = 0.93;
    private const double NameUnknown = 0.04;
    private const double DateAltered = 0.015;
    private const double DayWrong = 0.005;
    private const double MonthWrong = 0.004;
    private const double YearWrong = 0.006;

    private const int ShortPrefix = 3;
    private const int LongPrefix = 5;

    private readonly SearchCapabilities capabilities = options.Value;
    private readonly QueryBuilder build = new(options.Value);
    private readonly Selectivity selectivity = new(frequencies, options.Value);

    /// <summary>
    /// The plan for these traits: deterministic, at most three waves and <see cref="SearchCapabilities.MaxRequests"/>
    /// queries; no wave where nothing may be asked.
    /// </summary>
    public SearchPlan Plan(PatientTraits traits)
    {
        var names = new SearchedNames(traits, capabilities, frequencies);
        List<PlannedQuery>[] waves =
        [
            [.. Identifiers(traits)],
            [],
            [],
        ];
        if (names.FamilyForms.Count > 0 && traits.BirthDate is { } date)
        {
            PlanDated(names, traits, date, waves);
        }
        else if (names.FamilyForms.Count > 0)
        {
            waves[2].AddRange(NameAndGiven(names, traits));
        }

        return Within(capabilities.MaxRequests, waves);
    }

    private IEnumerable<PlannedQuery> Identifiers(PatientTraits traits)
    {
        var ins =
            traits.Ins is { } known && capabilities.InsEnabled
                ? build.Identifiers("INS", QueryKind.Ins, [new(known.Oid, known.Value), new(known.Oid, known.Number)])
                : [];
        // Without OR lists each form is a request: as given, and without its zeros.
        var most = capabilities.OrLists ? capabilities.MaxOrValues : 2;
        var ipps = IppForms.From([.. traits.Ipps.Where(ipp => !ipp.IsByFiness)], most);
        return ipps.Count == 0 ? ins : ins.Concat(build.Identifiers("IPP", QueryKind.Ipp, ipps));
    }

    private void PlanDated(SearchedNames names, PatientTraits traits, PartialDate date, List<PlannedQuery>[] waves)
    {
        // Few are born on one day, so three letters are enough; a year or month alone wants longer ones.
        var letters = date.IsFull ? ShortPrefix : LongPrefix;
        if (date.Month > 0 || selectivity.Fits(selectivity.OfYear(names.FamilyPrefixes(letters, withExchanged: false))))
        {
            waves[0]
                .AddRange(
                    build.Names(
                        "R1",
                        QueryKind.NameAndDate,
                        DateRight,
                        names.FamilyPrefixes(letters, withExchanged: date.IsFull),
                        [],
                        [date]
                    )
                );
        }
        else
        {
            waves[0]
                .AddRange(
                    build.Names(
                        "R1",
                        QueryKind.NameAndDate,
                        DateRight,
                        names.Families(),
                        names.MainGivenPrefixes(ShortPrefix),
                        [date]
                    )
                );
        }

        if (names.GivenForms.Count > 0 && date.Month > 0)
        {
            var given = names.AllGivenPrefixes(letters);
            waves[1]
                .AddRange(
                    build.Names(
                        "R2",
                        QueryKind.GivenAndDate,
                        NameUnknown,
                        [],
                        given,
                        [date],
                        date.IsFull || traits.Sex == Sex.Unknown ? null : traits.Sex
                    )
                );
        }

        PlanOtherDates(names, date, waves);
        waves[2].AddRange(NameAndGiven(names, traits));
    }

    // Where the name is rare, all that bear it in a year fit one page: one query then stands for three.
    private void PlanOtherDates(SearchedNames names, PartialDate date, List<PlannedQuery>[] waves)
    {
        if (date.Month == 0)
        {
            return;
        }

        var longPrefixes = names.FamilyPrefixes(LongPrefix, withExchanged: false);
        foreach (var families in new[] { longPrefixes, names.Families() })
        {
            if (selectivity.Fits(selectivity.OfYear(families)))
            {
                waves[1]
                    .AddRange(
                        build.Names(
                            "R5",
                            QueryKind.NameAndYear,
                            DateAltered + DayWrong + MonthWrong,
                            families,
                            [],
                            [date.YearOnly]
                        )
                    );
                return;
            }
        }

        if (DateForms.Altered(date) is { Count: > 0 } altered)
        {
            waves[1].AddRange(build.Names("R3", QueryKind.NameAndAlteredDate, DateAltered, longPrefixes, [], altered));
            waves[1].AddRange(build.Names("R4", QueryKind.NameAndMonth, DayWrong, longPrefixes, [], [date.YearMonth]));
        }

        waves[2]
            .AddRange(
                build.Names(
                    "R5",
                    QueryKind.NameAndYear,
                    MonthWrong,
                    names.Families(),
                    names.MainGivenPrefixes(ShortPrefix),
                    [date.YearOnly]
                )
            );
    }

    private IEnumerable<PlannedQuery> NameAndGiven(SearchedNames names, PatientTraits traits)
    {
        var (families, givens) = (names.Families(), names.MainGivenForms);
        if (givens.Count == 0)
        {
            return traits.Sex != Sex.Unknown && selectivity.Fits(selectivity.OfSex(families))
                ? build.Names("R6", QueryKind.NameAndGiven, YearWrong, families, [], [], traits.Sex)
                : [];
        }

        if (selectivity.Fits(selectivity.OfGiven(families, givens, whole: false)))
        {
            return build.Names(
                "R6",
                QueryKind.NameAndGiven,
                YearWrong,
                families,
                names.MainGivenPrefixes(ShortPrefix),
                []
            );
        }

        var whole = names.MainGivenPrefixes(int.MaxValue);
        var otherYears =
            traits.BirthDate is { } date && !selectivity.Fits(selectivity.OfGiven(families, givens, whole: true))
                ? DateForms.OtherYears(date)
                : [];
        return build.Names(
            "R6",
            QueryKind.NameAndGiven,
            YearWrong,
            families,
            otherYears.Count > 0 ? names.MainGivenPrefixes(ShortPrefix) : whole,
            otherYears
        );
    }

    private static SearchPlan Within(int budget, List<PlannedQuery>[] waves)
    {
        var kept = waves.SelectMany(wave => wave).OrderByDescending(query => query.Gain).Take(budget).ToHashSet();
        var planned = waves.Select(wave => wave.Where(kept.Contains).ToList()).Where(wave => wave.Count > 0);
        return new SearchPlan([.. planned.Select((queries, at) => new SearchWave(at + 1, queries))]);
    }
}
