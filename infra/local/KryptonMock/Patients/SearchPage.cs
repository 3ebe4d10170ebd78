namespace KryptonMock.Patients;

/// <summary>One page of a search's matches.</summary>
/// <param name="Index">The population as it was when the search began.</param>
/// <param name="Matches">All matches.</param>
/// <param name="Self">The search as applied.</param>
/// <param name="Size">Records of a page; 0 asks for the total only.</param>
/// <param name="First">How many matches come before this page.</param>
internal sealed record SearchPage(PatientIndex Index, PatientMatches Matches, string Self, int Size, int First)
{
    public IEnumerable<int> Positions => Matches.Positions.Skip(First).Take(Size);

    public SearchPage? Next => Size > 0 && First + Size < Matches.Total ? this with { First = First + Size } : null;
}
