using KryptonFunctions.Access;
using KryptonFunctions.Identity;

namespace KryptonFunctions.Krypton;

/// <summary>What studies are asked for; the conditions hold together.</summary>
/// <param name="From">Study date from this day on, or null.</param>
/// <param name="To">Study date up to this day, included, or null.</param>
/// <param name="Modality">A modality such as <c>CT</c>, at most 16 capitals, digits or underscores, or null.</param>
/// <param name="Studies">Only these, or null for all.</param>
public sealed record StudyFilter(
    DateOnly? From = null,
    DateOnly? To = null,
    string? Modality = null,
    IReadOnlyCollection<StudyUid>? Studies = null
);

/// <summary>What came of asking for studies.</summary>
public abstract record QidoAnswer
{
    private QidoAnswer() { }

    /// <summary>What is told where a study may be among those that were left out.</summary>
    public static Failure Incomplete { get; } = KryptonFault.Bad("incomplete-list").ToFailure();

    /// <summary>The same, for a use case that needs so many studies, or all of them: a part is a failure.</summary>
    /// <param name="enough">With so many found it does not matter what was left out.</param>
    public Outcome<Listed> ToOutcome(int enough) =>
        this switch
        {
            Listed listed when listed.Complete || listed.Studies.Count + listed.Unverified.Count >= enough =>
                new Outcome<Listed>.Ok(listed),
            Listed => Incomplete,
            Unavailable(var fault) => fault.ToFailure(),
            _ => throw new InvalidOperationException("Studies are listed or unavailable."),
        };

    /// <summary>The studies that match, newest first, each once, each with its availability.</summary>
    /// <param name="Studies">All of them, or a part.</param>
    /// <param name="Complete">
    /// False where the bounds on calls, time or studies ended the list; where the server said that it has more than it
    /// gave, or that cannot be ruled out (it gives the same page again, or data sets that cannot be told apart); or
    /// where a number of the patient cannot be asked for. Who passes the part on says so, and what is missing in it may
    /// yet exist.
    /// </param>
    public sealed record Listed(IReadOnlyList<StudyRecord> Studies, bool Complete = true) : QidoAnswer
    {
        /// <summary>
        /// Studies that bear the patient's number, and of which nothing says that it is the patient's number and not
        /// the same of another establishment: to be shown apart and marked, never opened or ordered.
        /// </summary>
        public IReadOnlyList<StudyRecord> Unverified { get; init; } = [];
    }

    /// <summary>Krypton did not give a usable list.</summary>
    public sealed record Unavailable(KryptonFault Fault) : QidoAnswer;
}
