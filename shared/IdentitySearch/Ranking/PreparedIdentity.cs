using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// An identity, searched or recorded, made ready for comparing. Both sides have one form, so that a comparison is the
/// same either way round.
/// </summary>
internal sealed class PreparedIdentity
{
    private IReadOnlyList<NameWords>? words;

    public required PreparedSurname[] Surnames { get; init; }

    /// <summary>What may stand first: the first given name of each name element, and the used given name.</summary>
    public required PreparedGiven[] FirstGivens { get; init; }

    /// <summary>Second and further given names.</summary>
    public required PreparedGiven[] OtherGivens { get; init; }

    public required Sex Sex { get; init; }

    public required PartialDate? BirthDate { get; init; }

    public required string? BirthPlace { get; init; }

    public required Ins[] Ins { get; init; }

    public required bool IsQualified { get; init; }

    public required Ipp[] Ipps { get; init; }

    public bool HasUsedName => Surnames.Length > 1;

    /// <summary>Each surname with each first given name, where they are three words or more together.</summary>
    public IReadOnlyList<NameWords> Words => words ??= NameWords.Of(this);
}
