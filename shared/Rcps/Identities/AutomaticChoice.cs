using System.Text.Json;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>
/// The option <see cref="AutoConfirm.QualifiedIns"/>; off by default, since the choice is the user's.
/// </summary>
public static class AutomaticChoice
{
    /// <summary>
    /// All records under the one qualified INS, one at each of several sites: they are one person's, so all are chosen.
    /// Null where the search was not whole, or where any record that has the INS is not of tier certain: whether it is
    /// the person's is then for the user to judge, and so are the others.
    /// </summary>
    public static IdentityChoice? From(FoundCandidates found, Actor by, DateTimeOffset now)
    {
        var underIns = found.Candidates.Where(HasIns).ToList();
        return found.Complete && underIns.Count > 0 && underIns.TrueForAll(IsCertain)
            ? new IdentityChoice
            {
                PatientIds = [.. underIns.Select(c => c.PatientId)],
                By = by,
                At = now,
                Automatic = true,
                Evidence = [.. underIns.Select(EvidenceOf)],
                Records = [.. underIns.Select(c => c.Identity)],
                NotChosen = [.. found.Candidates.Except(underIns).Select(c => c.PatientId)],
            }
            : null;
    }

    private static bool HasIns(Candidate candidate) =>
        candidate.Evidence.Any(e => e is { Trait: Trait.Ins, Agreement: Agreement.Exact });

    private static bool IsCertain(Candidate candidate) => candidate is { Confidence: Confidence.Certain, Alerts: [] };

    /// <summary>
    /// What is kept of a candidate as the ground of a choice: how its traits agreed, not what they are.
    /// </summary>
    internal static ChoiceEvidence EvidenceOf(Candidate candidate) =>
        new(
            candidate.PatientId,
            Code(candidate.Confidence),
            candidate.Score,
            [.. candidate.Evidence.Select(e => $"{Code(e.Trait)}: {Code(e.Agreement)}")],
            [.. candidate.Alerts.Select(a => a.Code)]
        );

    /// <summary>As the API says it: the names in the code may change.</summary>
    private static string Code<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonSerializer.SerializeToElement(value, JsonSerializerOptions.Web).GetString()!;
}
