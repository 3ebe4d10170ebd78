namespace Workbench.Traces;

/// <summary>What was done, in words; an action that is not known here is shown by its code.</summary>
public static class TraceText
{
    /// <summary>By the API's code, in the order in which things happen.</summary>
    public static IReadOnlyDictionary<string, string> Actions { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["rcpCreated"] = "RCP annoncée",
            ["rcpChanged"] = "RCP modifiée",
            ["rcpsListed"] = "RCP listées",
            ["rcpRead"] = "RCP consultée",
            ["rcpUnchanged"] = "RCP relue, inchangée",
            ["rcpBegan"] = "RCP commencée",
            ["rcpCancelled"] = "RCP annulée",
            ["searched"] = "Identité recherchée",
            ["candidatesRead"] = "Candidats consultés",
            ["candidateChosen"] = "Identité choisie",
            ["studiesListed"] = "Examens listés",
            ["attached"] = "Examen rattaché",
            ["detached"] = "Examen détaché",
            ["orderPlaced"] = "Préchargement demandé",
            ["orderCancelled"] = "Préchargement annulé",
            ["repatriationEnded"] = "Préchargement terminé",
            ["linkIssued"] = "Lien vers les images donné",
            ["linkOpened"] = "Images ouvertes",
            ["linkRefused"] = "Lien refusé",
            ["accessRefused"] = "Accès refusé",
            ["structuresRead"] = "Établissements consultés",
            ["tracesRead"] = "Traces consultées",
            ["activityRead"] = "Activité consultée",
            ["forwardingRetried"] = "Transmission relancée",
            ["personDataRead"] = "Données d'une personne consultées",
            ["personDataErased"] = "Données d'une personne effacées",
        };

    public static string Action(string code) => Actions.GetValueOrDefault(code, code);
}
