using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Studies;

namespace KryptonFunctions.ViewerLinks;

/// <summary>What a link may show; pure.</summary>
public static class LinkRules
{
    /// <summary>The refusal of a wish that can be told without asking Krypton, or null.</summary>
    public static Failure? Mismatch(RequestedLink wish) =>
        (wish.Layout, wish.Studies.Count, wish.Studies.Distinct().Count()) switch
        {
            (ViewerLayout.Single, 1, _) or (ViewerLayout.Compare, 2, 2) => null,
            (ViewerLayout.Single, _, _) => Failure.Invalid(
                "studyUids",
                new("Une vue simple prend exactement un examen.", "A single view takes exactly one study.")
            ),
            (ViewerLayout.Compare, > 2, _) => Failure.Invalid(
                "studyUids",
                new("Une comparaison prend exactement deux examens.", "A comparison takes exactly two studies.")
            ),
            _ => new Failure(
                FailureKind.Conflict,
                "compare-needs-two-studies",
                new(
                    "Une comparaison demande deux examens différents du même patient ; il en manque un.",
                    "A comparison needs two different studies of the same patient; a second one is missing."
                )
            ),
        };

    /// <summary>The refusal once Krypton has said which of the studies are this patient's, or null.</summary>
    public static Failure? Refusal(
        RequestedLink wish,
        IReadOnlyList<StudyRecord> known,
        IReadOnlyList<StudyRecord> unverified
    )
    {
        if (unverified.Count > 0)
        {
            return ViewingRules.NotVerified;
        }

        if (known.Count < wish.Studies.Count)
        {
            return wish.Layout == ViewerLayout.Compare && known.Count > 0
                ? new Failure(
                    FailureKind.Conflict,
                    "compare-needs-same-patient",
                    new(
                        "Une comparaison demande deux examens du même patient ; l'un n'est pas connu pour lui. "
                            + "Tous les dossiers choisis pour une pré-fiche sont un seul patient quand le contexte "
                            + "la nomme.",
                        "A comparison needs two studies of the same patient; one is not known for this patient. All "
                            + "records chosen for a pré-fiche are one patient where the context names it."
                    )
                )
                : new Failure(
                    FailureKind.NotFound,
                    "unknown-study",
                    new("L'examen n'est pas connu pour ce patient.", "The study is not known for this patient.")
                );
        }

        if (known.Any(s => !ViewingRules.IsViewable(s)))
        {
            return new Failure(
                FailureKind.Conflict,
                "study-not-viewable",
                new(
                    "Un examen est hors de portée de la visionneuse ; son établissement doit d'abord le recharger.",
                    "A study is stored where no viewer reaches it; its establishment must load it first."
                )
            );
        }

        return wish.Layout == ViewerLayout.Compare && known.Any(s => !ViewingRules.IsComparable(s))
            ? new Failure(
                FailureKind.Conflict,
                "study-not-comparable",
                new(
                    "Une comparaison demande des images dans les deux examens ; l'un n'en contient pas.",
                    "A comparison needs pictures in both studies; one holds none."
                )
            )
            : null;
    }
}
