namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>The agreement of one trait and its weight in bits.</summary>
internal readonly record struct TraitScore(Agreement Agreement, double Weight)
{
    public static TraitScore None => default;

    public bool IsStrong => Weight > 3;
}

/// <summary>
/// All that a comparison of two identities says; a value, so that scoring many pairs allocates little.
/// </summary>
internal readonly record struct PairScore
{
    public required TraitScore Surname { get; init; }

    public required TraitScore Given { get; init; }

    public required TraitScore BirthDate { get; init; }

    public required TraitScore Sex { get; init; }

    public required TraitScore BirthPlace { get; init; }

    public required TraitScore Ins { get; init; }

    public required TraitScore Ipp { get; init; }

    /// <summary>Both sides have a qualified INS.</summary>
    public required bool InsQualified { get; init; }

    /// <summary>Equal but for what sets twins, or parent and child, apart.</summary>
    public required bool MayBeRelative { get; init; }

    /// <summary>
    /// Weight of all traits, the rarity of a match in the register included; above 0 the pair is more likely one person
    /// than two.
    /// </summary>
    public required double Total { get; init; }

    /// <summary>Weight of all traits but the identifiers.</summary>
    public double Traits
    {
        get
        {
            var sum = 0.0;
            foreach (var rule in TraitRule.WithoutIdentifiers)
            {
                sum += rule.ScoreIn(in this).Weight;
            }

            return sum;
        }
    }

    public bool HasIdentifier =>
        Ins.Agreement is Agreement.Exact || Ipp.Agreement is Agreement.Exact or Agreement.Equivalent;

    /// <summary>
    /// An identifier is equal while the traits speak for two persons, or name and date are there to compare and none of
    /// them strongly agrees.
    /// </summary>
    public bool IdentifierConflict => HasIdentifier && (Traits < 0 || (IsComparable && !HasStrongTrait));

    /// <summary>
    /// A strong trait agrees besides the identifier, and neither the date nor both names together speak against it.
    /// </summary>
    public bool TraitsAgree =>
        !IdentifierConflict
        && !MayBeRelative
        && HasStrongTrait
        && BirthDate.Weight >= 0
        && Surname.Weight + Given.Weight >= 0;

    /// <summary>
    /// Above the threshold, or with an identifier; and where all names are there in other fields, on the very day, with
    /// nothing against it: of common names that is too little evidence by weight, and too much for another person's.
    /// </summary>
    public bool IsShown =>
        Total >= 0
        || HasIdentifier
        || (
            Surname.Agreement is Agreement.Exchanged or Agreement.Reordered
            && Given.Agreement is Agreement.Exchanged or Agreement.Reordered
            && BirthDate.Agreement == Agreement.Exact
            && Sex.Weight >= 0
            && BirthPlace.Agreement != Agreement.Different
        );

    /// <summary>True where a strong trait agrees beside any identifier.</summary>
    public bool HasStrongTrait => Surname.IsStrong || Given.IsStrong || BirthDate.IsStrong;

    private bool IsComparable =>
        Surname.Agreement != Agreement.Missing
        && Given.Agreement != Agreement.Missing
        && BirthDate.Agreement != Agreement.Missing;
}
