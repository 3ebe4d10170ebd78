namespace KryptonMock.Generation;

/// <summary>Names of other countries in a register of French ones.</summary>
/// <param name="Share">Of the persons, 0 to 1, who have such names.</param>
/// <param name="Lists">One for each country; a person has surname and given name of one of them.</param>
public sealed record ForeignNames(double Share, IReadOnlyList<NameLists> Lists);
