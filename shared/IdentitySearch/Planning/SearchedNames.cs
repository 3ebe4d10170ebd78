using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Planning;

/// <summary>
/// The value lists for one searched person, long and short, as the platform at hand can use them. Each is made once,
/// when first asked for.
/// </summary>
internal sealed class SearchedNames
{
    private readonly SearchCapabilities capabilities;
    private readonly bool prefix;
    private readonly Dictionary<(string List, int Letters), IReadOnlyList<string>> lists = [];

    public SearchedNames(PatientTraits traits, SearchCapabilities capabilities, NameFrequencies frequencies)
    {
        this.capabilities = capabilities;
        prefix = capabilities.NameMatching == NameMatching.Prefix;
        FamilyForms = Planning.FamilyForms.From(traits);
        GivenForms = Planning.GivenForms.From(traits, frequencies);
        MainGivenForms =
        [
            .. GivenForms.Where(form => form.Variant is not (Variant.OtherGivenName or Variant.Exchanged)),
        ];
    }

    public IReadOnlyList<NameForm> FamilyForms { get; }

    public IReadOnlyList<NameForm> GivenForms { get; }

    /// <summary>The forms of the first, used and listed given names, without second names and exchanges.</summary>
    public IReadOnlyList<NameForm> MainGivenForms { get; }

    public IReadOnlyList<string> Families() =>
        Once("families", 0, () => Listed(FamilyForms.Select(form => form.Value), restoreAccents: !prefix));

    /// <summary>
    /// Surnames cut to so many letters; a given name may stand in the surname's place, so those come last.
    /// </summary>
    public IReadOnlyList<string> FamilyPrefixes(int letters, bool withExchanged) =>
        Once(
            withExchanged ? "family+given" : "family",
            letters,
            () =>
            {
                var values = FamilyForms
                    .Concat(withExchanged ? MainGivenForms : [])
                    .Select(form => prefix ? Prefixes.Of(form.Value, letters) : form.Value);
                return Listed(values, restoreAccents: true);
            }
        );

    /// <summary>First, used and listed given names cut to so many letters.</summary>
    public IReadOnlyList<string> MainGivenPrefixes(int letters) =>
        Once("given", letters, () => GivenPrefixes(letters, MainGivenForms));

    /// <summary>All given names, and surnames that may stand in their place, cut to so many letters.</summary>
    public IReadOnlyList<string> AllGivenPrefixes(int letters) =>
        Once("all given", letters, () => GivenPrefixes(letters, GivenForms));

    private IReadOnlyList<string> Once(string list, int letters, Func<IReadOnlyList<string>> make)
    {
        if (!lists.TryGetValue((list, letters), out var made))
        {
            lists[(list, letters)] = made = make();
        }

        return made;
    }

    private List<string> GivenPrefixes(int letters, IEnumerable<NameForm> forms) =>
        Listed(forms.Select(form => prefix ? Prefixes.Of(form.Value, letters) : form.Value), restoreAccents: false);

    private List<string> Listed(IEnumerable<string> values, bool restoreAccents)
    {
        var asked = capabilities.AccentSensitive ? values : values.Select(NormalForm.Of);
        var listed = (prefix ? Prefixes.Uncovered(asked) : asked.Distinct(StringComparer.OrdinalIgnoreCase))
            .Take(capabilities.MaxOrValues)
            .ToList();
        if (capabilities.AccentSensitive && restoreAccents && capabilities.OrLists)
        {
            AddAccented(listed);
        }

        return listed;
    }

    // Accents are guesses: they get what room the known forms leave, one letter of each form in turn.
    private void AddAccented(List<string> listed)
    {
        var guesses = listed.Where(Accents.HasNone).Select(value => Accents.Restored(value).GetEnumerator()).ToList();
        while (guesses.Count > 0)
        {
            for (var at = 0; at < guesses.Count; at++)
            {
                if (listed.Count == capabilities.MaxOrValues)
                {
                    return;
                }

                if (!guesses[at].MoveNext())
                {
                    guesses.RemoveAt(at--);
                }
                else if (!listed.Contains(guesses[at].Current))
                {
                    listed.Add(guesses[at].Current);
                }
            }
        }
    }
}
