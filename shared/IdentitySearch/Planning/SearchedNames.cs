using Krypton.Identity;

namespace Krypton.IdentitySearch.Planning;

/// <summary>The value lists for one searched person, long and short, as the platform at hand can use them.</summary>
internal sealed class SearchedNames(PatientTraits traits, SearchCapabilities capabilities, NameFrequencies frequencies)
{
    private readonly bool prefix = capabilities.NameMatching == NameMatching.Prefix;

    public IReadOnlyList<NameForm> FamilyForms { get; } = Planning.FamilyForms.Of(traits);

    public IReadOnlyList<NameForm> GivenForms { get; } = Planning.GivenForms.Of(traits, frequencies);

    /// <summary>The forms of the first, used and listed given names, without second names and exchanges.</summary>
    public IReadOnlyList<NameForm> MainGivenForms =>
        [.. GivenForms.Where(form => form.Variant is not (Variant.OtherGivenName or Variant.Exchanged))];

    public IReadOnlyList<string> Families() => Listed(FamilyForms.Select(form => form.Value), restoreAccents: !prefix);

    /// <summary>Surnames cut to so many letters; a given name may stand in the surname's place, so those come last.</summary>
    public IReadOnlyList<string> FamilyPrefixes(int letters, bool withExchanged)
    {
        var exchanged = withExchanged ? MainGivenForms.Select(form => form.Value) : [];
        return prefix
            ? Listed(FamilyForms.Select(form => form.Value).Concat(exchanged).Select(value => Prefixes.Of(value, letters)), restoreAccents: true)
            : Listed(FamilyForms.Select(form => form.Value).Concat(exchanged), restoreAccents: true);
    }

    public IReadOnlyList<string> GivenPrefixes(int letters, IEnumerable<NameForm> forms) => prefix
        ? Listed(forms.Select(form => Prefixes.Of(form.Value, letters)), restoreAccents: false)
        : Listed(forms.Select(form => form.Value), restoreAccents: false);

    private List<string> Listed(IEnumerable<string> values, bool restoreAccents)
    {
        var asked = capabilities.AccentSensitive ? values : values.Select(NormalForm.Of);
        var listed = Fitting(asked);
        if (!capabilities.AccentSensitive || !restoreAccents || !capabilities.OrLists)
        {
            return listed;
        }

        // Accents are guesses: they get what room the known forms leave, one letter of each form in turn.
        var guesses = listed.Where(Accents.HasNone).Select(value => Accents.Restored(value).ToArray()).ToArray();
        var inTurn = Enumerable.Range(0, capabilities.MaxOrValues).SelectMany(turn => guesses.Where(of => of.Length > turn).Select(of => of[turn]));
        return [.. listed.Concat(inTurn).Distinct(StringComparer.OrdinalIgnoreCase).Take(capabilities.MaxOrValues)];
    }

    private List<string> Fitting(IEnumerable<string> values) =>
        [.. (prefix ? Prefixes.Uncovered(values) : values.Distinct(StringComparer.OrdinalIgnoreCase)).Take(capabilities.MaxOrValues)];
}
