using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.Rcps.Rules;

/// <summary>Selects by the rules of an RCP which studies of the chosen identity are worth having; pure.</summary>
public static class PrefetchRules
{
    /// <summary>Each study that a rule finds, once, with the strongest thing a rule says about it.</summary>
    /// <param name="studies">All studies of the identity, in any order.</param>
    /// <param name="rules">The RCP's rules.</param>
    /// <param name="rcpStart">Ages are counted back from it.</param>
    public static IReadOnlyList<(StudyRecord Study, RuleAction Action)> Select(
        IReadOnlyList<StudyRecord> studies,
        IReadOnlyList<PrefetchRule> rules,
        DateTimeOffset rcpStart
    )
    {
        var newestFirst = studies
            .Where(s => s.Date is not null)
            .DistinctBy(s => s.StudyUid)
            .OrderByDescending(s => s.Date)
            .ThenByDescending(s => s.Time)
            .ThenBy(s => s.StudyUid, StringComparer.Ordinal)
            .ToList();
        return
        [
            .. rules
                .SelectMany(rule =>
                    Select(newestFirst, rule, DateOnly.FromDateTime(rcpStart.UtcDateTime))
                        .Select(study => (Study: study, rule.Action))
                )
                .GroupBy(found => found.Study.StudyUid, StringComparer.Ordinal)
                .Select(same => (same.First().Study, same.Max(found => found.Action))),
        ];
    }

    private static IEnumerable<StudyRecord> Select(
        IReadOnlyList<StudyRecord> newestFirst,
        PrefetchRule rule,
        DateOnly day
    )
    {
        var oldest = day.AddYears(-rule.MaxAgeYears);
        var fitting = newestFirst.Where(s => s.Date >= oldest && s.Date <= day && IsOfRegion(s, rule.Regions)).ToList();
        var modalities =
            rule.Modalities.Count > 0
                ? rule.Modalities
                : [.. fitting.SelectMany(s => s.Modalities).Distinct(StringComparer.Ordinal)];
        var byModality = modalities.SelectMany(m =>
            fitting.Where(s => s.Modalities.Contains(m, StringComparer.OrdinalIgnoreCase)).Take(rule.PriorsPerModality)
        );

        // A study that does not say its modality cannot be ruled out where any will do.
        return rule.Modalities.Count > 0
            ? byModality
            : byModality.Concat(fitting.Where(s => s.Modalities.Count == 0).Take(rule.PriorsPerModality));
    }

    private static bool IsOfRegion(StudyRecord study, IReadOnlyList<string> regions) =>
        regions.Count == 0
        || string.IsNullOrWhiteSpace(study.Description)
        || regions.Any(r => NormalForm.Of(study.Description).Contains(NormalForm.Of(r), StringComparison.Ordinal));
}
