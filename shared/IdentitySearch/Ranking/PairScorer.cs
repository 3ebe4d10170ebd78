using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// Weighs whether two identities are one person (Fellegi and Sunter, 1969): the sum of what each trait says, plus
/// log2(1/N) for the size of the register. Symmetric; a trait that one side lacks counts 0; agreeing evidence never
/// lowers the total.
/// </summary>
internal sealed class PairScorer(NameFrequencies frequencies, int registerSize)
{
    private const int YearsOfGeneration = 15;
    private readonly double prior = Math.Log2(1.0 / registerSize);

    public PairScore Score(PreparedIdentity one, PreparedIdentity other)
    {
        var surname = SurnameComparison.Compare(one, other);
        var given = GivenComparison.Compare(one, other, frequencies);
        if (surname.Agreement is not (Agreement.Exact or Agreement.Equivalent or Agreement.Missing))
        {
            var names = Better(new NameScores(surname, given), ExchangedNames.Compare(one, other));
            (surname, given) = Better(names, NameWords.Compare(one, other));
        }

        var score = new PairScore
        {
            Surname = surname,
            Given = given,
            BirthDate = DateComparison.Compare(one.BirthDate, other.BirthDate),
            Sex = CompareSex(one.Sex, other.Sex),
            BirthPlace = ComparePlace(one.BirthPlace, other.BirthPlace),
            Ins = IdentifierComparison.CompareIns(one, other),
            Ipp = IdentifierComparison.CompareIpp(one, other),
            InsQualified = one.IsQualified && other.IsQualified,
            MayBeRelative = false,
            Total = 0,
        };
        return Total(score, one, other);
    }

    private static NameScores Better(NameScores names, NameScores? otherwise) =>
        otherwise is { } scores && scores.Weight > names.Weight ? scores : names;

    private PairScore Total(PairScore score, PreparedIdentity one, PreparedIdentity other)
    {
        var traits = score.Traits + prior;
        var capped = traits;
        var twins =
            score.BirthDate.Agreement is Agreement.Exact or Agreement.Partial or Agreement.Exchanged
            && ClearlyDiffer(score.Given, one, other);
        var generations =
            score.Surname.Weight > 0
            && score.Given.Weight > 0
            && YearsApart(one.BirthDate, other.BirthDate) >= YearsOfGeneration;
        if (twins)
        {
            // Never less than without the date, so that a date that agrees does not speak against the pair.
            capped = Math.Min(capped, Math.Max(Weights.Relative, traits - score.BirthDate.Weight));
        }

        if (generations)
        {
            capped = Math.Min(capped, Math.Max(Weights.Relative, traits - score.Surname.Weight - score.Given.Weight));
        }

        // An identifier counts only beside traits that do not contradict it; one that differs always counts.
        var identifiers = score.IdentifierConflict ? 0 : score.Ins.Weight + score.Ipp.Weight;
        return score with
        {
            Total = capped + identifiers,
            MayBeRelative = (twins || generations) && score.Surname.Weight > 0,
        };
    }

    // Two names that are both usual are two persons' names even where they look alike (MARION and MARIE), or where one
    // is the other's second name: twins have those, too.
    private bool ClearlyDiffer(TraitScore given, PreparedIdentity one, PreparedIdentity other) =>
        given.Agreement switch
        {
            Agreement.Different => true,
            // Whether a second name or the sound weighs more hangs on the sex, which says how rare a name is; whether
            // the first names differ must not.
            Agreement.OtherGivenName => !SoundAlike(one, other),
            Agreement.Similar or Agreement.Close or Agreement.Reordered => AllListed(one) && AllListed(other),
            _ => false,
        };

    private static bool SoundAlike(PreparedIdentity one, PreparedIdentity other) =>
        Array.Exists(
            one.FirstGivens,
            first => Array.Exists(other.FirstGivens, given => first.Phonetic == given.Phonetic)
        );

    private bool AllListed(PreparedIdentity identity) =>
        Array.TrueForAll(identity.FirstGivens, given => frequencies.IsGivenName(given.Compact));

    private static TraitScore CompareSex(Sex one, Sex other) =>
        (one, other) switch
        {
            (Sex.Unknown, _) or (_, Sex.Unknown) => TraitScore.None,
            _ when one == other => new TraitScore(Agreement.Exact, Weights.SexEqual),
            _ => new TraitScore(Agreement.Different, Weights.SexDifferent),
        };

    private static TraitScore ComparePlace(string? one, string? other)
    {
        if (one is null || other is null)
        {
            return TraitScore.None;
        }

        if (one == other)
        {
            return new TraitScore(Agreement.Exact, Weights.PlaceEqual);
        }

        return InseePlace.Department(one).SequenceEqual(InseePlace.Department(other))
            ? new TraitScore(Agreement.SameDepartment, Weights.PlaceDepartment)
            : new TraitScore(Agreement.Different, Weights.PlaceDifferent);
    }

    private static int YearsApart(PartialDate? one, PartialDate? other) =>
        one is { } first && other is { } second ? Math.Abs(first.Year - second.Year) : 0;
}
