using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.Evaluation.Measuring;

/// <summary>What one search found, held against the truth.</summary>
internal sealed record Trial
{
    public required EvaluatedSearch Search { get; init; }

    /// <summary>True records that are among the candidates.</summary>
    public required int Shown { get; init; }

    /// <summary>Place of the first true record among the candidates, 1 for the first; 0 where none is shown.</summary>
    public required int FirstTrue { get; init; }

    public required bool RightAtProbable { get; init; }

    public required bool WrongAtProbable { get; init; }

    public required int Requests { get; init; }

    public required int Waves { get; init; }

    public required int Retrieved { get; init; }

    /// <summary>Our own work, without the client and the platform.</summary>
    public required double Microseconds { get; init; }

    /// <summary>
    /// After each request, in the order of the waves: what was asked and the true records found so far.
    /// </summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>
    /// True records that are not among the candidates; with what a record says where it was retrieved but not shown.
    /// </summary>
    public required IReadOnlyList<string> Missed { get; init; }

    public required IReadOnlySet<string> RetrievedIds { get; init; }

    /// <summary>Candidates at probable or better that are not the person's.</summary>
    public required IReadOnlyList<Candidate> Wrong { get; init; }

    /// <summary>The product did not take the request, so nothing was asked.</summary>
    public bool IsRefused { get; init; }

    public bool IsPresent => Search.TrueIds.Count > 0;

    /// <summary>A refused search counts as one that found nothing: the user has no candidates either.</summary>
    public static Trial Refused(EvaluatedSearch search) =>
        new()
        {
            Search = search,
            IsRefused = true,
            Shown = 0,
            FirstTrue = 0,
            RightAtProbable = false,
            WrongAtProbable = false,
            Requests = 0,
            Waves = 0,
            Retrieved = 0,
            RetrievedIds = new HashSet<string>(),
            Microseconds = 0,
            Steps = [],
            Missed = [.. search.TrueIds],
            Wrong = [],
        };

    /// <summary>A request and the true records found up to it.</summary>
    public sealed record Step(QueryKind Kind, int TrueRecords);
}
