using System.Text.Json;
using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>
/// The option <see cref="AutoConfirm.QualifiedIns"/>; off by default, since the choice is the user's.
/// </summary>
public static class AutomaticChoice
{
    /// <summary>
    /// The choice where a whole search found exactly one candidate of tier certain, by INS, without alert; else null.
    /// </summary>
    public static IdentityChoice? From(FoundCandidates found, Actor by, DateTimeOffset now) =>
        found.Complete
        && found.Candidates.Where(c => c.Confidence == Confidence.Certain).ToList() is [{ Alerts: [] } only]
        && only.FoundBy.Any(f => f.StartsWith("ins", StringComparison.Ordinal))
            ? new IdentityChoice
            {
                PatientIds = [only.PatientId],
                By = by,
                At = now,
                Automatic = true,
                Evidence = [EvidenceOf(only)],
                Records = [only.Identity],
                NotChosen = [.. found.Candidates.Where(c => c != only).Select(c => c.PatientId)],
            }
            : null;

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
