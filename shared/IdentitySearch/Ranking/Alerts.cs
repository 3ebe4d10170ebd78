using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>What the user must look at before choosing.</summary>
internal static class Alerts
{
    public static List<Alert> From(ScoredRecord scored, PreparedIdentity searched, PatientTraits traits)
    {
        List<Alert> alerts = [.. OfSearch(traits)];
        if (scored.Score.IdentifierConflict)
        {
            alerts.Add(
                new Alert(
                    "identifierConflict",
                    "L'identifiant est identique mais les traits se contredisent : "
                        + "identité à vérifier auprès de l'établissement."
                )
            );
        }

        if (traits.IsDoubtful || IdentityStatus.IsDoubtful(scored.Record))
        {
            alerts.Add(new Alert("douteuse", "L'identité est qualifiée de douteuse."));
        }

        if (traits.HasHomonym || IdentityStatus.HasHomonym(scored.Record))
        {
            alerts.Add(Homonym);
        }
        else if (Homonyms.OfOneDay(scored.Score, searched, scored.Prepared))
        {
            alerts.Add(HomonymOfOneDay);
        }

        if (scored.Score is { HasIdentifier: true, IdentifierConflict: false, HasStrongTrait: false })
        {
            alerts.Add(IdentifierAlone);
        }

        if (scored.Prepared.BirthDate is { IsPlaceholder: true } || traits.BirthDate is { IsPlaceholder: true })
        {
            alerts.Add(
                new Alert(
                    "placeholderDate",
                    "Le 1er janvier ou le 31 décembre peut remplacer un jour et un mois de naissance inconnus."
                )
            );
        }

        if (scored.Score.MayBeRelative)
        {
            alerts.Add(Relative);
        }

        if (scored.MergedFrom is not null)
        {
            alerts.Add(new Alert("mergedRecord", "Trouvé par une identité fusionnée depuis dans celle-ci."));
        }

        return alerts;
    }

    /// <summary>What holds for the search as a whole, and so for each of its candidates.</summary>
    public static IReadOnlyList<Alert> OfSearch(PatientTraits traits) => traits.HasWrongInsKey ? [InsKey] : [];

    private static Alert InsKey { get; } =
        new(
            "insKey",
            "La clé du matricule INS ne correspond pas au numéro : "
                + "l'INS n'a pas été recherché, seuls les autres traits l'ont été."
        );

    private static Alert IdentifierAlone { get; } =
        new(
            "identifierAlone",
            "Trouvé par le seul identifiant : sans nom, prénom ni date de naissance qui concordent, "
                + "la correspondance reste possible seulement."
        );

    /// <summary>Marks what is shown on request only.</summary>
    public static Alert BelowThreshold { get; } =
        new("belowThreshold", "Sous le seuil : les traits parlent plutôt pour une autre personne.");

    public static Alert Relative { get; } =
        new(
            "possibleRelative",
            "Peut être un jumeau, ou un parent de même nom : comparer prénoms et dates de naissance."
        );

    public static Alert HomonymOfOneDay { get; } =
        new(
            "homonym",
            "Homonyme né le même jour : une autre personne porte les mêmes noms et la même date de naissance."
        );

    public static Alert Homonym { get; } =
        new("homonym", "Homonyme : une autre personne porte le même nom et le même prénom.");
}
