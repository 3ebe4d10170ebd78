using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Planning;

/// <summary>
/// Asks a query again, more narrowly, when its page was capped: by sex, by longer names, then by given name, until few
/// enough can be expected.
/// </summary>
internal sealed class Narrowing(SearchCapabilities capabilities, NameFrequencies frequencies)
{
    private const int MaxSteps = 2;

    // How much fewer records each step leaves, roughly; a miss is met by another narrowing.
    private const double BySex = 2;
    private const double ByLongerName = 4;

    /// <summary>The narrower query, or null where nothing is left to narrow by.</summary>
    public PlannedQuery? Of(AnsweredQuery capped, PatientTraits traits)
    {
        if (
            capped.Query.Search is not { Identifiers.Count: 0 } search
            || capped.Query.Id.Count(letter => letter == '+') >= MaxSteps
        )
        {
            return null;
        }

        var names = new SearchedNames(traits, capabilities, frequencies);
        var wanted = 1.2 * capped.Total / capabilities.PageCap;
        var narrowed = search;
        if (search.Gender is null && traits.Sex != Sex.Unknown)
        {
            narrowed = narrowed with { Gender = traits.Sex };
            wanted /= BySex;
        }

        if (wanted > 1 && search.Family.Count > 0 && Longer(search.Family, names) is { } longer)
        {
            narrowed = narrowed with { Family = longer };
            wanted /= ByLongerName;
        }

        if (wanted > 1 && names.MainGivenForms.Count > 0)
        {
            var given = names.MainGivenPrefixes(search.Given.Count == 0 ? 3 : int.MaxValue);
            narrowed = capabilities.OrLists ? narrowed with { Given = given } : narrowed with { Given = [given[0]] };
        }

        return narrowed == search
            ? null
            : capped.Query with
            {
                Id = capped.Query.Id + "+",
                Search = narrowed,
                NarrowedFrom = capped.Query.Id,
            };
    }

    private IReadOnlyList<string>? Longer(IReadOnlyList<string> asked, SearchedNames names)
    {
        var shortest = asked.Min(value => value.Length);
        var longer = shortest <= 3 ? names.FamilyPrefixes(5, withExchanged: false) : names.Families();
        var list = capabilities.OrLists ? longer : [.. longer.Take(1)];
        return list.SequenceEqual(asked) ? null : list;
    }
}
