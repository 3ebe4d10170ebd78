using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>What the user must look at before choosing.</summary>
internal static class Alerts
{
    public static List<Alert> From(ScoredRecord scored, PatientTraits traits)
    {
        var alerts = new List<Alert>();
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

    public static Alert Relative { get; } =
        new(
            "possibleRelative",
            "Peut être un jumeau, ou un parent de même nom : comparer prénoms et dates de naissance."
        );

    public static Alert Homonym { get; } =
        new("homonym", "Homonyme : une autre personne porte le même nom et le même prénom.");
}
