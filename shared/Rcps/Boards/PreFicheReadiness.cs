using System.Globalization;

namespace KryptonFunctions.Rcps.Boards;

/// <summary>What keeps a pré-fiche from being ready by itself, and when it may change without anybody; pure.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when Krypton has not answered, else null.</param>
/// <param name="NextAttemptAt">When the app asks Krypton again by itself, or null where it does not.</param>
public sealed record PreFicheReadiness(PreFicheReason Reason, DateTimeOffset? Since, DateTimeOffset? NextAttemptAt)
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Stable, such as <c>noIdentityFound</c>.</summary>
    public string Code => char.ToLowerInvariant(Reason.ToString()[0]) + Reason.ToString()[1..];

    /// <summary>For the clinician; times are those of Paris.</summary>
    public string French =>
        Reason switch
        {
            PreFicheReason.Searching => "Recherche de l'identité en cours.",
            PreFicheReason.AwaitingChoice => "Identité à choisir parmi les candidats.",
            PreFicheReason.NoIdentityFound => "Aucune identité trouvée dans Krypton pour ce patient."
                + Next("recherche"),
            PreFicheReason.NoneOfThese => "Aucun des candidats n'est le patient, selon l'utilisateur."
                + Next("recherche"),
            PreFicheReason.SearchIncomplete =>
                "Recherche incomplète : Krypton n'a pas répondu à tout, et rien n'est trouvé." + Next("tentative"),
            PreFicheReason.KryptonUnavailable => (
                Since is { } since ? $"Krypton ne répond pas depuis le {Text(since)}." : "Krypton ne répond pas."
            ) + Next("tentative"),
            PreFicheReason.NoImaging => "Aucun examen d'imagerie connu de Krypton pour cette identité."
                + Next("recherche"),
            PreFicheReason.NothingAttached => "Identité choisie, aucun examen rattaché.",
            _ => throw new InvalidOperationException("A reason without a sentence."),
        };

    /// <summary>Null where nothing but the attached studies can keep it from being ready.</summary>
    public static PreFicheReadiness? Of(
        Rcp rcp,
        PreFiche preFiche,
        bool hasStudies,
        DateTimeOffset now,
        PrefetchOptions options
    )
    {
        var early = rcp.StartsAt - options.EarlyRecheck;
        DateTimeOffset? dayBefore = now < early ? early : null;
        return preFiche switch
        {
            { Identity: IdentityState.Confirmed } => hasStudies ? null : OfNothing(rcp, preFiche, dayBefore),
            { Choice: not null } => new(PreFicheReason.NoneOfThese, null, dayBefore),
            { Candidates: > 0, SearchedAt: not null } => new(PreFicheReason.AwaitingChoice, null, null),
            { SearchedAt: null } => new(PreFicheReason.Searching, null, null),
            { SilentSince: { } since } => new(
                PreFicheReason.KryptonUnavailable,
                since,
                preFiche.SearchAgainAt ?? dayBefore
            ),
            { SearchAgainAt: not null } or { SearchComplete: false } => new(
                PreFicheReason.SearchIncomplete,
                null,
                preFiche.SearchAgainAt ?? dayBefore
            ),
            _ => new(PreFicheReason.NoIdentityFound, null, dayBefore),
        };
    }

    private static PreFicheReadiness OfNothing(Rcp rcp, PreFiche preFiche, DateTimeOffset? dayBefore)
    {
        if (preFiche is { ListAgainAt: { } again, SilentSince: { } since })
        {
            return new(PreFicheReason.KryptonUnavailable, since, again);
        }

        return preFiche.HasNoStudies
            ? new(PreFicheReason.NoImaging, null, rcp.Rules.Count > 0 ? dayBefore : null)
            : new(PreFicheReason.NothingAttached, null, preFiche.ListAgainAt);
    }

    private string Next(string what) =>
        NextAttemptAt is { } next ? $" Prochaine {what} le {Text(next)}." : string.Empty;

    private static string Text(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Paris).ToString("dd/MM/yyyy à HH:mm", CultureInfo.InvariantCulture);
}
