using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>A value of a record, with what it is in French.</summary>
internal readonly record struct RecordedValue(string Label, string Value);

/// <summary>
/// Finds the value of a record that a trait's evidence speaks of: of several names the one that agrees best, as the
/// user may see another one beside it.
/// </summary>
internal sealed class RecordedValues(PreparedIdentity searched, IdentityPreparer preparer, PairScorer scorer)
{
    /// <summary>The value, as recorded; empty where the record has none.</summary>
    public RecordedValue Of(Trait trait, PatientRecord record) =>
        trait switch
        {
            Trait.Surname => Surname(record),
            Trait.GivenNames => GivenNames(record),
            Trait.BirthDate => new("date de naissance", record.BirthDate ?? ""),
            Trait.Sex => new("sexe", record.Sex == Sex.Male ? "masculin" : "féminin"),
            Trait.BirthPlace => new("lieu de naissance", record.BirthPlaceInsee ?? ""),
            Trait.Ins => new("INS", Number(record, RecordedIdentifiers.IsIns, score => score.Ins)),
            Trait.Ipp => new("IPP", Number(record, RecordedIdentifiers.IsIpp, score => score.Ipp)),
            _ => throw new ArgumentOutOfRangeException(nameof(trait), trait, "Say which value the trait speaks of."),
        };

    private RecordedValue Surname(PatientRecord record)
    {
        var best = Best(
            record.Names.Where(name => name.Family is not null),
            name => record with { Names = [name] },
            score => score.Surname
        );
        return new(IsUsed(best) ? "nom utilisé" : "nom de naissance", best?.Family ?? "");
    }

    private RecordedValue GivenNames(PatientRecord record)
    {
        // The birth certificate's list stands as one more name of the record.
        var names = record.Names.Where(name => name.Given.Count > 0).Select(name => name with { Family = null });
        if (record.BirthGivenNames.Count > 0)
        {
            names = names.Append(new RecordedName("official", Family: null, record.BirthGivenNames));
        }

        var families = record.Names.Select(name => name with { Given = [] }).ToList();
        var best = Best(
            names,
            name => record with { Names = [.. families, name], BirthGivenNames = [] },
            score => score.Given
        );
        return new(IsUsed(best) ? "prénom utilisé" : "prénom de naissance", string.Join(' ', best?.Given ?? []));
    }

    private string Number(
        PatientRecord record,
        Func<RecordedIdentifier, bool> kind,
        Func<PairScore, TraitScore> ofTrait
    ) =>
        Best(record.Identifiers.Where(kind), identifier => record with { Identifiers = [identifier] }, ofTrait)?.Value
        ?? "";

    private T? Best<T>(IEnumerable<T> values, Func<T, PatientRecord> alone, Func<PairScore, TraitScore> ofTrait)
        where T : class =>
        values.MaxBy(value =>
            ofTrait(scorer.Score(searched, preparer.Prepare(alone(value))))
                is { Agreement: not Agreement.Missing } found
                ? found.Weight
                : double.MinValue
        );

    private static bool IsUsed(RecordedName? name) => name?.Use is "usual" or "nickname";
}
