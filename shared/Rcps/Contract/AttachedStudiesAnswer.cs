using KryptonFunctions.Access;
using KryptonFunctions.Access.Contract;
using KryptonFunctions.Rcps.Attachments;

namespace KryptonFunctions.Rcps.Contract;

/// <summary>Body of <c>POST …/studies</c>. Exactly one of the two.</summary>
/// <param name="StudyUids">1 to 50 DICOM study instance UIDs of the chosen identity, each once; or null.</param>
/// <param name="LatestOfEachModality">True for the newest study of each modality that has pictures, over all chosen
/// records; else null.</param>
public sealed record AttachStudiesRequest(IReadOnlyList<string>? StudyUids = null, bool? LatestOfEachModality = null);

/// <summary>Answer of <c>POST …/studies</c>.</summary>
/// <param name="Attached">Number of those that are attached.</param>
/// <param name="Refused">Number of those that are not.</param>
/// <param name="Studies">Each, in the order of the request; of the latest ones, by modality from the newest.</param>
public sealed record AttachedStudiesAnswer(int Attached, int Refused, IReadOnlyList<AttachResult> Studies)
{
    /// <param name="results">What came of each.</param>
    /// <param name="problem">Tells a failure.</param>
    public static AttachedStudiesAnswer From(IReadOnlyList<AttachedOrNot> results, Func<Failure, ItemProblem> problem)
    {
        List<AttachResult> studies = [.. results.Select(result => AttachResult.From(result, problem))];
        var refused = studies.Count(study => study.Problem is not null);
        return new AttachedStudiesAnswer(studies.Count - refused, refused, studies);
    }
}

/// <summary>What came of one study.</summary>
/// <param name="StudyUid">As it was asked for.</param>
/// <param name="Status">The HTTP status that <c>PUT …/studies/{studyUid}</c> would have answered.</param>
/// <param name="Study">As on the board, or null where it is refused.</param>
/// <param name="Problem">Why it is refused, else null.</param>
public sealed record AttachResult(string StudyUid, int Status, BoardStudy? Study, ItemProblem? Problem)
{
    private const int Accepted = 202;

    internal static AttachResult From(AttachedOrNot result, Func<Failure, ItemProblem> problem) =>
        result.Outcome switch
        {
            Outcome<AttachedNow>.Ok(var attached) => new(result.StudyUid, Accepted, attached.OnBoard(), Problem: null),
            Outcome<AttachedNow>.Failed(var failure) when problem(failure) is var told => new(
                result.StudyUid,
                told.Status,
                Study: null,
                told
            ),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };
}
