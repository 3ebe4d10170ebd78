using Workbench.Dcc;

namespace Workbench.Texts;

/// <summary>A state at a glance: a colour, an icon and words, so that none of them is needed alone.</summary>
/// <param name="Tone"><c>ok</c>, <c>busy</c>, <c>warn</c>, <c>bad</c> or <c>idle</c>.</param>
/// <param name="Icon">A symbol of the sprite.</param>
/// <param name="Text">In French.</param>
public sealed record Look(string Tone, string Icon, string Text)
{
    public static Look OfRcp(string state) =>
        state switch
        {
            "ready" => new("ok", "check", "Prête"),
            "preparing" => new("busy", "clock", "En préparation"),
            "attention" => new("bad", "alert", "À traiter"),
            "closed" => new("idle", "lock", "Passée"),
            "cancelled" => new("idle", "cross", "Annulée"),
            _ => new("idle", "question", state),
        };

    public static Look OfPreFiche(BoardPreFiche preFiche) =>
        preFiche switch
        {
            { Identity: "searching" } => new("busy", "search", "Recherche en cours"),
            { Identity: "awaitingChoice" } => new("warn", "person", "Identité à choisir"),
            { Identity: "none" } => new("bad", "alert", "Aucune identité"),
            { Studies.Count: 0 } => new("warn", "images", "Aucun examen rattaché"),
            _ when preFiche.Studies.Any(study => NeedsSomebody(study.State)) => new("bad", "alert", "À traiter"),
            _ when preFiche.Studies.All(study => IsOnline(study.State)) => new("ok", "check", "Prêt"),
            _ => new("busy", "clock", "Examens en route"),
        };

    public static Look OfStudy(string state) =>
        state switch
        {
            "requested" => new("busy", "clock", "Demandé"),
            "accepted" => new("busy", "clock", "Demande acceptée"),
            "inProgress" => new("busy", "transfer", "Transfert en cours"),
            "completed" => new("ok", "check", "Sur le serveur central, vérifié"),
            "completedUnverified" => new("ok", "check", "Sur le serveur central, nombre d'images inconnu"),
            "notNeeded" => new("ok", "check", "Déjà sur le serveur central"),
            "partial" => new("bad", "alert", "Incomplet"),
            "failed" => new("bad", "alert", "Échec du transfert"),
            "rejected" => new("bad", "alert", "Refusé par Krypton"),
            "expired" => new("bad", "alert", "Pas arrivé à temps"),
            "manual" => new("bad", "hand", "Action nécessaire"),
            "cancelled" => new("idle", "cross", "Annulé"),
            _ => new("idle", "question", state),
        };

    public static Look OfAvailability(string availability) =>
        availability switch
        {
            "online" => new("ok", "check", "Sur le serveur central"),
            "nearline" => new("busy", "site", "Dans l'établissement"),
            "offline" => new("bad", "archive", "Archivé hors ligne"),
            "unavailable" => new("bad", "cross", "Indisponible"),
            _ => new("idle", "question", availability),
        };

    public static Look OfConfidence(string confidence) =>
        confidence switch
        {
            "certain" => new("ok", "check", "Certain"),
            "probable" => new("busy", "check", "Probable"),
            "possible" => new("warn", "question", "Possible"),
            "unlikely" => new("idle", "cross", "Peu probable"),
            _ => new("idle", "question", confidence),
        };

    public static Look OfService(StructureEntry structure) =>
        structure switch
        {
            { Connected: false } => new("idle", "cross", "Non connecté"),
            { ServiceLevel: "exchange" } => new("ok", "check", "Échange et partage"),
            { ServiceLevel: "priors" } => new("busy", "transfer", "Envoi d'antériorités"),
            _ => new("ok", "check", "Connecté"),
        };

    public static Look OfOutcome(string outcome) =>
        outcome switch
        {
            "succeeded" => new("ok", "check", "Fait"),
            "refused" => new("warn", "lock", "Refusé"),
            "failed" => new("bad", "alert", "Échec"),
            _ => new("idle", "question", outcome),
        };

    public static bool IsOnline(string state) => state is "completed" or "completedUnverified" or "notNeeded";

    /// <summary>True where the study will not come by itself.</summary>
    public static bool NeedsSomebody(string state) =>
        state is "partial" or "failed" or "rejected" or "expired" or "manual";
}
