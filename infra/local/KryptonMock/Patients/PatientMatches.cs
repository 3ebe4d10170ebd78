namespace KryptonMock.Patients;

/// <summary>The records that a search matches, in the order of the population.</summary>
/// <param name="Positions">Positions in the index, ascending.</param>
public sealed record PatientMatches(IReadOnlyList<int> Positions)
{
    /// <summary>How many match.</summary>
    public int Total => Positions.Count;
}
