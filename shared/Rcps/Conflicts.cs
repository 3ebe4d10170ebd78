namespace KryptonFunctions.Rcps;

/// <summary>Which attached studies of a meeting are in conflict with the patient of a pré-fiche; pure.</summary>
public static class Conflicts
{
    /// <summary>
    /// The UIDs that a present pré-fiche has attached and does not hold, though another may: such a study is not ready.
    /// </summary>
    public static IReadOnlySet<string> Of(IEnumerable<PreFiche> preFiches, IEnumerable<AttachedStudy> attached)
    {
        var present = preFiches.Where(p => !p.Withdrawn).ToDictionary(p => p.PreFicheId, StringComparer.Ordinal);
        return attached
            .Where(s => s.IsAttached && present.TryGetValue(s.PreFicheId, out var preFiche) && !preFiche.Holds(s))
            .Select(s => s.StudyUid)
            .ToHashSet(StringComparer.Ordinal);
    }
}
