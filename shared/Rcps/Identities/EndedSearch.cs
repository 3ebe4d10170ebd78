using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>A search that has ended, as far as its pré-fiche keeps it.</summary>
/// <param name="Id">Of the search; one whose end is repeated changes nothing.</param>
/// <param name="Patient">The <see cref="PreFiche.PatientDigest"/> of the traits that were searched.</param>
/// <param name="EndedAt">The moment of its end.</param>
/// <param name="SearchAgainAfter">The first wait before it is repeated where Krypton did not answer all of it; doubled
/// each time in a row. Null where all was answered.</param>
/// <param name="Candidates">What is shown to the user.</param>
/// <param name="Complete">Krypton answered all that was to be asked.</param>
/// <param name="Unanswered">Krypton answered nothing at all.</param>
/// <param name="Automatic">The choice by the RCP's option, or null.</param>
internal sealed record EndedSearch(
    string Id,
    string Patient,
    DateTimeOffset EndedAt,
    TimeSpan? SearchAgainAfter,
    IReadOnlyList<Candidate> Candidates,
    bool Complete,
    bool Unanswered,
    IdentityChoice? Automatic
)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);

    /// <summary>When the search is repeated, after so many in a row that were not answered whole; null: not.</summary>
    public DateTimeOffset? SearchAgainAt(int incompleteSearches)
    {
        if (SearchAgainAfter is not { } first)
        {
            return null;
        }

        var wait = first * Math.Pow(2, Math.Min(incompleteSearches, 16) - 1);
        return EndedAt + (wait < MaxWait ? wait : MaxWait);
    }

    /// <summary>True where the user said that no candidate is the patient, and there is another now.</summary>
    public bool ReopensChoice(IdentityChoice? choice) =>
        choice is { PatientIds: [] } none && Candidates.Any(c => !none.NotChosen.Contains(c.PatientId));

    /// <summary>Masked.</summary>
    public override string ToString() => $"{nameof(EndedSearch)} {Id}";
}
