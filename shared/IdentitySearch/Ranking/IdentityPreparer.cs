using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>Makes searched traits and records ready for comparing.</summary>
internal sealed class IdentityPreparer(NameFrequencies frequencies, StatusVocabulary vocabulary)
{
    public PreparedIdentity Prepare(PatientTraits traits) =>
        new()
        {
            Surnames = Surnames([(traits.BirthName, false), (traits.UsedName, true)]),
            FirstGivens = Givens(
                [traits.GivenNames.Count > 0 ? traits.GivenNames[0] : null, traits.UsedGivenName],
                traits.Sex,
                traits.BirthDate
            ),
            OtherGivens = Givens(traits.GivenNames.Skip(1), traits.Sex, traits.BirthDate),
            Sex = traits.Sex,
            BirthDate = traits.BirthDate,
            BirthPlace = traits.BirthPlaceInsee,
            Ins = traits.Ins is { } ins ? [ins] : [],
            IsQualified = traits.IsQualified,
            Ipps = [.. traits.Ipps],
        };

    public PreparedIdentity Prepare(PatientRecord record)
    {
        PartialDate? birthDate = PartialDate.TryParse(record.BirthDate, out var date) ? date : null;
        var identifiers = RecordedIdentifiers.From(record);
        return new PreparedIdentity
        {
            Surnames = Surnames([
                .. record.Names.Select(name => (name.Family, IsUsed: name.Use is "usual" or "nickname")),
            ]),
            FirstGivens = Givens(
                record
                    .Names.Select(name => name.Given.Count > 0 ? name.Given[0] : null)
                    .Append(record.BirthGivenNames.Count > 0 ? record.BirthGivenNames[0] : null),
                record.Sex,
                birthDate
            ),
            OtherGivens = Givens(
                record.Names.SelectMany(name => name.Given.Skip(1)).Concat(record.BirthGivenNames.Skip(1)),
                record.Sex,
                birthDate
            ),
            Sex = record.Sex,
            BirthDate = birthDate,
            BirthPlace = InseePlace.Parse(record.BirthPlaceInsee),
            Ins = identifiers.Ins,
            IsQualified = IdentityStatus.IsQualified(record, vocabulary),
            Ipps = identifiers.Ipps,
        };
    }

    private PreparedSurname[] Surnames(ReadOnlySpan<(string? Family, bool IsUsed)> names)
    {
        var surnames = new List<PreparedSurname>(4);
        foreach (var (family, isUsed) in names)
        {
            if (
                PreparedSurname.From(family, isUsed, frequencies) is { } surname
                && !surnames.Exists(known => known.Compact == surname.Compact)
            )
            {
                surnames.Add(surname);
            }
        }

        if (surnames.Count == 2)
        {
            surnames.Add(PreparedSurname.Both(surnames[0], surnames[1]));
            surnames.Add(PreparedSurname.Both(surnames[1], surnames[0]));
        }

        return [.. surnames];
    }

    private PreparedGiven[] Givens(IEnumerable<string?> names, Sex sex, PartialDate? birthDate)
    {
        var givens = new List<PreparedGiven>(2);
        foreach (var name in names)
        {
            if (
                PreparedGiven.From(name, sex, birthDate, frequencies) is { } given
                && !givens.Exists(known => known.Compact == given.Compact && known.Parts.Length == given.Parts.Length)
            )
            {
                givens.Add(given);
            }
        }

        return [.. givens];
    }
}
