namespace KryptonFunctions.Rcps.Steps;

/// <summary>What a pré-fiche's orchestration does next.</summary>
public enum PreFicheNext
{
    Wait,
    Search,
    ApplyPrefetchRules,
    End,
}

/// <summary>What a pré-fiche's orchestration learns of one look at the tables.</summary>
/// <param name="Next">What is due.</param>
/// <param name="LookAgainAt">At the latest, where it waits.</param>
public sealed record PreFicheStep(PreFicheNext Next, DateTimeOffset? LookAgainAt = null)
{
    /// <summary>
    /// A search is due at first, again where Krypton did not answer all of it, and a day before the RCP while no
    /// identity is chosen (an establishment may have been connected since). The studies are listed for the rules once
    /// the identity is chosen, when the rules have changed since, and a day before the RCP again.
    /// </summary>
    public static PreFicheStep From(Rcp rcp, PreFiche preFiche, DateTimeOffset now, PrefetchOptions options)
    {
        if (rcp.Cancelled || preFiche.Withdrawn || now >= rcp.StartsAt)
        {
            return new PreFicheStep(PreFicheNext.End);
        }

        if (preFiche is { Choice: not null, SearchedAt: null, Searches: > 0 })
        {
            // The choice stands for the corrected traits; what they find may belong to it as well.
            return new PreFicheStep(PreFicheNext.Search);
        }

        var early = rcp.StartsAt - options.EarlyRecheck;
        if (preFiche.Identity == IdentityState.Confirmed)
        {
            var waits = Later(preFiche.ListAgainAt, now);
            var areOtherRules = preFiche.ListedRules is { } listed && listed != rcp.RulesDigest();
            return rcp.Rules.Count > 0 && waits is null && (areOtherRules || IsDue(preFiche.ListedAt, early, now))
                ? new PreFicheStep(PreFicheNext.ApplyPrefetchRules)
                : new PreFicheStep(PreFicheNext.Wait, Earliest(waits, Later(early, now), rcp.StartsAt));
        }

        if (Later(preFiche.SearchHeldUntil, now) is { } held)
        {
            return new PreFicheStep(PreFicheNext.Wait, Earliest(held, null, rcp.StartsAt));
        }

        // After 'none of these' only the repeated search of the day before can bring something new.
        var again = preFiche.Choice is null ? preFiche.SearchAgainAt : null;
        var due =
            preFiche.Choice is not null && preFiche.SearchedAt is null
                ? now >= early
                : IsDue(preFiche.SearchedAt, early, now) || again <= now;
        return due
            ? new PreFicheStep(PreFicheNext.Search)
            : new PreFicheStep(PreFicheNext.Wait, Earliest(again, Later(early, now), rcp.StartsAt));
    }

    private static bool IsDue(DateTimeOffset? last, DateTimeOffset early, DateTimeOffset now) =>
        last is null || (now >= early && last < early);

    private static DateTimeOffset? Later(DateTimeOffset? at, DateTimeOffset now) => at > now ? at : null;

    private static DateTimeOffset Earliest(DateTimeOffset? a, DateTimeOffset? b, DateTimeOffset last) =>
        new[] { a, b, last }.Min()!.Value;
}
