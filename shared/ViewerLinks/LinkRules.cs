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
            (ViewerLayout.Single, _, _) => Failure.Invalid("studyUids", "A single view takes exactly one study."),
            (ViewerLayout.Compare, > 2, _) => Failure.Invalid("studyUids", "A comparison takes exactly two studies."),
            _ => new Failure(
                FailureKind.Conflict,
                "compare-needs-two-studies",
                "A comparison needs two different studies of the same patient; a second one is missing."
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
                    "A comparison needs two studies of the same patient; one of the two is not known for this patient. "
                        + "All records chosen for a pré-fiche are one patient where the context names it."
                )
                : new Failure(FailureKind.NotFound, "unknown-study", "The study is not known for this patient.");
        }

        if (known.Any(s => !ViewingRules.IsViewable(s)))
        {
            return new Failure(
                FailureKind.Conflict,
                "study-not-viewable",
                "A study is stored where no viewer reaches it; its establishment must load it first."
            );
        }

        return wish.Layout == ViewerLayout.Compare && known.Any(s => !ViewingRules.IsComparable(s))
            ? new Failure(
                FailureKind.Conflict,
                "study-not-comparable",
                "A comparison needs pictures in both studies; one holds none."
            )
            : null;
    }
}
