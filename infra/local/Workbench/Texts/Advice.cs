namespace Workbench.Texts;

/// <summary>
/// What a person can do about a reason of the board, by its stable code; null where nothing is to be done.
/// </summary>
internal static class Advice
{
    public static string? For(string? reasonCode) =>
        reasonCode switch
        {
            "awaitingChoice" => "Choisir un candidat de la pré-fiche, ou « aucun de ceux-ci ».",
            "noIdentityFound" =>
                "Vérifier les traits du patient, les corriger s'il le faut, puis rechercher à nouveau.",
            "noneOfThese" => "Corriger les traits du patient, ou revenir sur le choix.",
            "searchIncomplete" or "kryptonUnavailable" => "Attendre la prochaine tentative, ou rechercher à nouveau.",
            "noImaging" => "Demander les images à l'établissement, ou choisir un autre dossier.",
            "nothingAttached" => "Rattacher à la pré-fiche les examens utiles.",
            "offlineAtSite" => "Appeler l'établissement : lui seul peut remettre l'examen en ligne.",
            "unavailableAtSite" or "studyUnknown" => "Appeler l'établissement.",
            "studyIdentityConflict" => "Comparer l'identité de l'examen et celle du patient avec l'établissement.",
            "transferFailed" or "completedEmpty" or "orderLost" => "Attendre la nouvelle demande ; si elle échoue "
                + "aussi, appeler l'établissement.",
            "missingInstances" or "transferStalled" => "Appeler l'établissement.",
            "refusedByKrypton" or "destinationUnknown" => "Prévenir le support de Krypton.",
            "late" => "Appeler l'établissement ; prévoir les images sur un support.",
            "patientCorrected" => "Choisir l'identité du patient corrigé.",
            _ => null,
        };
}
