namespace KryptonFunctions.Identity;

/// <summary>A surname and how many bear it.</summary>
/// <param name="Name">Upper case without accents, as the source has it.</param>
/// <param name="Count">Estimated bearers in France.</param>
public readonly record struct WeightedName(string Name, int Count);

/// <summary>A given name of one sex and how many were given it, by cohort.</summary>
/// <param name="Name">Upper case, with its accents.</param>
/// <param name="Sex">Male or female; a name of both stands twice.</param>
/// <param name="Counts">Births by <see cref="BirthCohort"/>, in its order.</param>
public sealed record WeightedGivenName(string Name, Sex Sex, IReadOnlyList<int> Counts);
