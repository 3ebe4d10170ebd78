using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Planning;

/// <summary>
/// All the ways in which a record may have written the searched person's surname, the likely ones first.
/// </summary>
internal static class FamilyForms
{
    private const int FewestLettersOfComponent = 4;
    private const int MostWordsInverted = 4;

    /// <summary>The forms, without doubles (case is ignored); empty if no surname is searched.</summary>
    public static IReadOnlyList<NameForm> From(PatientTraits traits)
    {
        string[] names = [.. new[] { traits.BirthName, traits.UsedName }.OfType<string>()];
        IEnumerable<NameForm> forms =
        [
            .. names.Select(name => new NameForm(name, Variant.AsGiven)),
            .. names.Select(name => new NameForm(NormalForm.Of(name), Variant.Unaccented)),
            .. names.SelectMany(name => Spelled(NormalForm.Of(name))),
            .. names.SelectMany(Transliterated),
            .. names.Where(name => !Accents.HasNone(name)).SelectMany(Separators.From),
            .. names.SelectMany(name => Shortened(NormalForm.Parts(name))),
            .. names.SelectMany(Transliterations).SelectMany(name => Shortened(NormalForm.Parts(name))),
            .. BothNames(traits),
        ];
        return
        [
            .. forms
                .Where(form => form.Value.Length > 0)
                .DistinctBy(form => form.Value, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static IEnumerable<NameForm> Spelled(string normal)
    {
        var parts = NormalForm.Parts(normal);
        return Separators.From(normal).Concat(Saints(parts)).Concat(parts.Length == 1 ? Particles.Split(normal) : []);
    }

    /// <summary>With German letters spelled out, or put back: <c>MÜLLER</c>, <c>MUELLER</c>.</summary>
    private static IEnumerable<string> Transliterations(string name) =>
        PassportSpelling.Spelled(name) is var spelled && spelled != name
            ? [NormalForm.Of(spelled)]
            : PassportSpelling.Unspelled(NormalForm.Of(name));

    private static IEnumerable<NameForm> Transliterated(string name) =>
        Transliterations(name)
            .SelectMany(form => Separators.From(form).Prepend(new NameForm(form, Variant.Transliterated)))
            .Select(form => form with { Variant = Variant.Transliterated });

    private static IEnumerable<NameForm> Shortened(string[] parts)
    {
        foreach (var form in Particles.Dropped(parts))
        {
            yield return form;
        }

        var components = parts
            .Where(part => part.Length >= FewestLettersOfComponent && part is not ("SAINT" or "SAINTE"))
            .ToArray();
        if (parts.Length < 2)
        {
            yield break;
        }

        foreach (var component in components)
        {
            yield return new NameForm(component, Variant.Component);
        }

        // Whatever word comes first, the platform that matches from the start finds the rest.
        for (var first = 1; first < parts.Length && parts.Length <= MostWordsInverted; first++)
        {
            string[] inverted = [.. parts[first..], .. parts[..first]];
            yield return new NameForm(string.Join('-', inverted), Variant.Inverted);
            yield return new NameForm(string.Join(' ', inverted), Variant.Inverted);
        }
    }

    private static IEnumerable<NameForm> Saints(string[] parts)
    {
        var at = Array.FindIndex(parts, part => part is "SAINT" or "SAINTE" or "ST" or "STE");
        if (at < 0)
        {
            yield break;
        }

        string[] other = [.. parts];
        other[at] = parts[at] switch
        {
            "SAINT" => "ST",
            "SAINTE" => "STE",
            "ST" => "SAINT",
            _ => "SAINTE",
        };
        yield return new NameForm(string.Join(' ', other), Variant.Saint);
        yield return new NameForm(string.Join('-', other), Variant.Saint);
        yield return new NameForm(string.Concat(other), Variant.Saint);
    }

    private static IEnumerable<NameForm> BothNames(PatientTraits traits)
    {
        var (birth, used) = (NormalForm.Of(traits.BirthName), NormalForm.Of(traits.UsedName));
        if (birth.Length == 0 || used.Length == 0 || birth == used)
        {
            yield break;
        }

        foreach (var separator in new[] { '-', ' ' })
        {
            yield return new NameForm($"{birth}{separator}{used}", Variant.BothNames);
            yield return new NameForm($"{used}{separator}{birth}", Variant.BothNames);
        }
    }
}
