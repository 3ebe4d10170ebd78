using KryptonFunctions.Identity;

namespace KryptonMock.Generation;

/// <summary>The names that a population is drawn from, by weight.</summary>
/// <param name="Surnames">At least one.</param>
/// <param name="GivenNames">At least one of each sex and cohort.</param>
public sealed record NameLists(IReadOnlyList<WeightedName> Surnames, IReadOnlyList<WeightedGivenName> GivenNames)
{
    /// <summary>Persons with names of other countries among them, or null.</summary>
    public ForeignNames? Foreign { get; init; }

    /// <summary>INSEE's names.</summary>
    public static NameLists French => new(NameFrequencies.France.Surnames(), NameFrequencies.France.GivenNames());
}
