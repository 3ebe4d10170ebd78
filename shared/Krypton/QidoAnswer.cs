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

    /// <summary>The same, as a use case passes it on.</summary>
    public Outcome<Listed> ToOutcome() =>
        this switch
        {
            Listed listed => new Outcome<Listed>.Ok(listed),
            Unavailable(var fault) => fault.ToFailure(),
            _ => throw new InvalidOperationException("Studies are listed or unavailable."),
        };

    /// <summary>All studies that match, newest first, each once, each with its availability.</summary>
    public sealed record Listed(IReadOnlyList<StudyRecord> Studies) : QidoAnswer
    {
        /// <summary>
        /// Studies that bear the patient's number, and of which nothing says that it is the patient's number and not the
        /// same of another establishment: to be shown apart and marked, never opened or ordered.
        /// </summary>
        public IReadOnlyList<StudyRecord> Unverified { get; init; } = [];

        /// <summary>
        /// False where the server said that it has more than it gave, or where that cannot be ruled out: it gives the
        /// same page again, or data sets that cannot be told apart; or where a number of the patient cannot be asked
        /// for.
        /// </summary>
        public bool Complete { get; init; } = true;
    }

    /// <summary>
    /// Krypton did not give a usable list. What was read before a failure is never given: it would look like all there
    /// is.
    /// </summary>
    public sealed record Unavailable(KryptonFault Fault) : QidoAnswer;
}
