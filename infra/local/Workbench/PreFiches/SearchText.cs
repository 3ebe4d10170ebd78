using Workbench.Dcc;
using Workbench.Texts;

namespace Workbench.PreFiches;

/// <summary>The codes of a search in French; a code that is new is shown as it is.</summary>
internal static class SearchText
{
    private static readonly Dictionary<string, string> Variants = new(StringComparer.Ordinal)
    {
        ["as-given"] = "tel quel",
        ["unaccented"] = "sans accents",
        ["accented"] = "avec accents",
        ["hyphen-as-space"] = "trait d'union lu comme espace",
        ["space-as-hyphen"] = "espace lue comme trait d'union",
        ["apostrophe-as-space"] = "apostrophe lue comme espace",
        ["separators-removed"] = "séparateurs retirés",
        ["birth-and-used-name"] = "nom de naissance et nom utilisé",
        ["component"] = "une partie du nom composé",
        ["inverted"] = "parties du nom inversées",
        ["transliterated"] = "autre translittération",
        ["particle-dropped"] = "particule retirée",
        ["particle-split"] = "particule détachée",
        ["saint"] = "Saint abrégé ou écrit en entier",
        ["compound-truncated"] = "nom composé tronqué",
        ["other-given-name"] = "autre prénom",
        ["all-given-names"] = "tous les prénoms",
        ["used-given-name"] = "prénom utilisé",
        ["listed-spelling"] = "autre orthographe connue",
        ["name-and-given-exchanged"] = "nom et prénom échangés",
        ["prefix"] = "début du nom",
    };

    public static string Found(string by) =>
        by.Split(':', 2) switch
        {
            [var approach] => Approach(approach),
            [var approach, var variant] => $"{Approach(approach)} : {Variants.GetValueOrDefault(variant, variant)}",
            _ => by,
        };

    public static string Approach(string approach) =>
        approach switch
        {
            "ins" => "INS",
            "ipp" => "IPP",
            "traits" => "traits d'identité",
            _ => approach,
        };

    public static string Outcome(string outcome) =>
        outcome switch
        {
            "found" => "a trouvé",
            "notFound" => "n'a rien trouvé",
            "failed" => "n'a pas répondu",
            "notAsked" => "pas demandé : la pré-fiche ne l'a pas",
            "wrongKey" => "pas demandé : la clé de l'INS est fausse",
            "disabled" => "désactivé",
            _ => outcome,
        };

    public static string Tone(string outcome) =>
        outcome switch
        {
            "found" => "ok",
            "failed" or "wrongKey" => "bad",
            "notFound" => "warn",
            _ => "idle",
        };

    /// <summary>What a search did not ask or could not read; empty where it is whole.</summary>
    public static IEnumerable<string> Missing(SearchCoverage coverage)
    {
        if (coverage.QueriesFailed > 0)
        {
            yield return $"{Counted.Of(coverage.QueriesFailed, "question")} sans réponse utilisable";
        }

        if (coverage.QueriesCapped > 0)
        {
            yield return Counted.Of(
                coverage.QueriesCapped,
                "réponse trop longue, lue en partie",
                "réponses trop longues, lues en partie"
            );
        }

        if (coverage.RecordsUnreadable > 0)
        {
            yield return Counted.Of(coverage.RecordsUnreadable, "dossier illisible", "dossiers illisibles");
        }
    }
}
