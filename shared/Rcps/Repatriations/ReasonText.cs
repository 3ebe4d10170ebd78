namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>
/// What a reason is called on the board: a code that never changes, and a French sentence for the clinician.
/// </summary>
public static class ReasonText
{
    /// <summary>Of a study that was attached before its pré-fiche's patient was corrected.</summary>
    public const string PatientCorrected =
        "Le patient de la pré-fiche a été corrigé : cet examen appartient à l'identité choisie auparavant ; "
        + "choisir l'identité du patient.";

    public static string? Code(RepatriationReason reason) =>
        reason == RepatriationReason.None ? null : char.ToLowerInvariant(reason.ToString()[0]) + reason.ToString()[1..];

    public static string? French(Repatriation study) =>
        study.Reason switch
        {
            RepatriationReason.None => null,
            RepatriationReason.AwaitingOrder => "Demande de rapatriement en préparation.",
            RepatriationReason.KryptonUnavailable =>
                "Krypton ne répond pas pour le moment ; une nouvelle tentative est prévue.",
            RepatriationReason.Verifying => "Images reçues, vérification du nombre d'images en cours.",
            RepatriationReason.OfflineAtSite =>
                "Examen archivé hors ligne : contacter l'établissement pour qu'il le remette en ligne.",
            RepatriationReason.UnavailableAtSite =>
                "Examen connu mais indisponible dans l'établissement : le contacter.",
            RepatriationReason.StudyUnknown => "Examen inconnu de Krypton : vérifier auprès de l'établissement.",
            RepatriationReason.StudyIdentityConflict =>
                "L'identité portée par l'examen ne correspond pas au patient : examen non demandé, à vérifier.",
            RepatriationReason.TransferFailed => study.Next == NextStep.Order
                ? "Le transfert a échoué ; il sera redemandé."
                : "Le transfert a échoué.",
            RepatriationReason.CompletedEmpty => study.Next == NextStep.Order
                ? "Transfert annoncé terminé mais aucune image reçue ; il sera redemandé."
                : "Transfert annoncé terminé mais aucune image reçue.",
            RepatriationReason.OrderLost => study.Next == NextStep.Order
                ? "Demande perdue par Krypton ; elle sera renouvelée."
                : "Demande perdue par Krypton.",
            RepatriationReason.MissingInstances => study.State == RepatriationState.Partial
                ? $"Examen incomplet : {CountOf(study)}, malgré une seconde demande."
                : $"Examen incomplet ({CountOf(study)}) ; il est redemandé.",
            RepatriationReason.PurgedFromCentral => "Examen retiré du serveur central ; il est redemandé.",
            RepatriationReason.LateSeries => "De nouvelles séries sont arrivées ; l'examen est redemandé.",
            RepatriationReason.RefusedByKrypton => "Krypton refuse le rapatriement de cet examen.",
            RepatriationReason.DestinationUnknown =>
                "Krypton refuse le rapatriement : destination inconnue. Prévenir le support de Krypton.",
            RepatriationReason.Withdrawn => "L'examen n'est plus demandé.",
            RepatriationReason.RcpCancelled => "La RCP est annulée.",
            RepatriationReason.TransferStalled =>
                $"Le transfert n'avance plus ({CountOf(study)}) ; prévenir l'établissement.",
            RepatriationReason.Late => "L'examen n'est pas encore arrivé alors que la RCP est proche.",
            RepatriationReason.RcpStarted => "La RCP a commencé avant l'arrivée de l'examen.",
            _ => throw new ArgumentOutOfRangeException(nameof(study), study.Reason, "A reason without a sentence."),
        };

    private static string CountOf(Repatriation study) =>
        study.Uncounted
            ? "nombre d'images inconnu"
            : $"{study.Central} image{(study.Central > 1 ? "s" : "")} sur {study.Expected?.ToString() ?? "?"}";
}
