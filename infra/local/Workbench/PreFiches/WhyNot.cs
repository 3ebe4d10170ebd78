using Workbench.Dcc;

namespace Workbench.PreFiches;

/// <summary>Why something cannot be done with a study, or what to expect; null where nothing is to be said.</summary>
internal static class WhyNot
{
    public static string? View(StudyItem study) =>
        study switch
        {
            { Viewable: true } => null,
            { Availability: "offline" } => "Pas visible : archivé hors ligne, à recharger par l'établissement",
            { Availability: "unavailable" } => "Pas visible : indisponible dans l'établissement",
            _ => "Pas visible : Krypton ne le montre pas",
        };

    public static string? Compare(StudyItem study) =>
        study switch
        {
            { Comparable: true } => null,
            { Viewable: true } => "sans images",
            _ => "pas visible",
        };

    /// <summary>What nobody can fetch may be attached all the same: the board then says who has to act.</summary>
    public static string? Load(StudyItem study) =>
        study.Availability switch
        {
            "offline" => "Viendra seulement si l'établissement le remet en ligne.",
            "unavailable" => "Ne viendra pas sans l'établissement.",
            _ => null,
        };

    public static string LoadTitle(StudyItem study) =>
        study.Availability == "online"
            ? "Rattacher ; l'examen est déjà sur le serveur central"
            : "Rattacher, et amener l'examen sur le serveur central";
}
