using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Planning;

/// <summary>
/// All the ways in which a record may have written the searched person's given name, the likely ones first.
/// </summary>
internal static class GivenForms
{
    private const int OthersAsked = 3;

    /// <summary>
    /// The forms, without doubles (case is ignored); empty if neither given name nor surname is searched.
    /// </summary>
    public static IReadOnlyList<NameForm> From(PatientTraits traits, NameFrequencies frequencies)
    {
        var first = traits.GivenNames.Count > 0 ? traits.GivenNames[0] : traits.UsedGivenName;
        if (first is null)
        {
            return [];
        }

        IEnumerable<NameForm> forms =
        [
            .. Spelled(first, Variant.AsGiven, frequencies),
            .. NormalForm.Parts(first) is { Length: > 1 } parts && Tells(parts[0])
                ? Spelled(parts[0], Variant.CompoundTruncated, frequencies)
                : [],
            .. Transliterated(first, frequencies),
            .. Together(traits.GivenNames, frequencies),
            .. traits.UsedGivenName is { } used ? Spelled(used, Variant.UsedGivenName, frequencies) : [],
            .. GivenNameVariants
                .Of(NormalForm.Compact(first))
                .Select(spelling => new NameForm(spelling, Variant.Spelling)),
            .. traits
                .GivenNames.Skip(1)
                .Take(OthersAsked)
                .SelectMany(other => Spelled(other, Variant.OtherGivenName, frequencies)),
            .. NormalForm
                .Parts(first)
                .Skip(1)
                .Where(Tells)
                .SelectMany(part => Spelled(part, Variant.OtherGivenName, frequencies)),
            .. Exchanged(traits),
        ];
        return
        [
            .. forms
                .Where(form => form.Value.Length > 0)
                .DistinctBy(form => form.Value, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>A sign or a single letter on its own would be asked for as all the names that begin with it.</summary>
    private static bool Tells(string part) => part.Count(char.IsLetter) > 1;

    private static IEnumerable<NameForm> Spelled(string name, string variant, NameFrequencies frequencies)
    {
        var normal = NormalForm.Of(name);
        yield return new NameForm(name, variant);
        yield return new NameForm(normal, variant == Variant.AsGiven ? Variant.Unaccented : variant);
        foreach (var accented in frequencies.AccentedSpellings(NormalForm.Compact(name)))
        {
            yield return new NameForm(accented, variant == Variant.AsGiven ? Variant.Accented : variant);
        }

        foreach (var form in Separators.From(normal))
        {
            yield return variant == Variant.AsGiven ? form : form with { Variant = variant };
        }
    }

    /// <summary>
    /// All given names as one value: a platform that compares whole values finds a record that holds them so in no
    /// other way.
    /// </summary>
    private static IEnumerable<NameForm> Together(IReadOnlyList<string> names, NameFrequencies frequencies)
    {
        if (names.Count < 2)
        {
            return [];
        }

        var normal = NormalForm.Of(string.Join(' ', names));
        var accented = names.Select(name =>
            Accents.HasNone(name) && frequencies.AccentedSpellings(NormalForm.Compact(name)) is [var spelling, ..]
                ? spelling
                : name
        );
        return new[]
        {
            normal,
            string.Join(' ', NormalForm.Parts(normal)),
            string.Join(' ', accented),
            NormalForm.Compact(normal),
        }.Select(value => new NameForm(value, Variant.AllGivenNames));
    }

    /// <summary>
    /// With German letters spelled out, or put back where the name is no usual one as it stands (<c>JOERG</c>, not
    /// <c>JOEL</c>).
    /// </summary>
    private static IEnumerable<NameForm> Transliterated(string name, NameFrequencies frequencies)
    {
        var spelled = PassportSpelling.Spelled(name);
        var isUsual = spelled == name && frequencies.IsGivenName(NormalForm.Compact(name));
        var forms = spelled == name ? PassportSpelling.Unspelled(NormalForm.Of(name)) : [NormalForm.Of(spelled)];
        return isUsual ? [] : forms.Select(form => new NameForm(form, Variant.Transliterated));
    }

    /// <summary>The surname, and each of its words: a long name is shared out between the two fields anyhow.</summary>
    private static IEnumerable<NameForm> Exchanged(PatientTraits traits) =>
        new[] { traits.BirthName, traits.UsedName }
            .OfType<string>()
            .SelectMany(name =>
                NormalForm.Parts(name) is { Length: > 1 } parts
                    ? parts.Where(part => Tells(part) && !Particles.IsParticle(part)).Prepend(NormalForm.Of(name))
                    : [NormalForm.Of(name)]
            )
            .Select(name => new NameForm(name, Variant.Exchanged));
}
