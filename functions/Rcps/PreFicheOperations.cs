using KryptonFunctions.Functions.OpenApi;
using KryptonFunctions.Functions.Studies;
using KryptonFunctions.Rcps.Contract;
using static KryptonFunctions.Functions.OpenApi.ApiParameter;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>What the API's description tells of the pré-fiches of an RCP.</summary>
internal static class PreFicheOperations
{
    private const string Tag = "RCP";

    private static readonly ApiParameter StudyUid = InPath("studyUid", "DICOM study instance UID.", ApiForms.StudyUid);

    private static readonly ApiParameter IfMatch = RcpOperations.IfMatch;

    private static readonly ApiAnswer Saved = new(202, "Taken.", typeof(PreFicheResult))
    {
        Headers = new Dictionary<string, string> { ["ETag"] = "Version of the meeting." },
    };

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(
            nameof(PreFicheChangeFunctions.PutPreFiche),
            Tag,
            "Adds one pré-fiche to the meeting, or says whose it is; the others are not touched."
        )
        {
            Parameters = [RcpId, PreFicheId, IfMatch],
            Body = typeof(PreFicheRequest),
            Answers = [Saved],
            Failures = [404, 409, 412, 422],
        },
        new(
            nameof(PreFicheChangeFunctions.PatchPreFiche),
            Tag,
            "Changes traits of one pré-fiche's patient; what is not named stays (RFC 7396)."
        )
        {
            Parameters = [RcpId, PreFicheId, IfMatch],
            Body = typeof(PreFichePatch),
            Answers = [Saved],
            Failures = [404, 409, 412, 422],
        },
        new(nameof(PreFicheFunctions.GetCandidates), Tag, "What the search for a pré-fiche found.")
        {
            Parameters = [RcpId, PreFicheId],
            Answers = [new(200, "The candidates.", typeof(CandidatesOfPreFiche))],
            Failures = [404],
        },
        new(
            nameof(PreFicheFunctions.PutIdentity),
            Tag,
            "The user's choice among the candidates, one record or several of one person, or that it is none of them. "
                + "What is attached from before a correction of the patient is detached, unless it is of the choice."
        )
        {
            Parameters = [RcpId, PreFicheId],
            Body = typeof(ChosenIdentityRequest),
            Answers = [new(200, "Chosen.", typeof(IdentityAnswer))],
            Failures = [404, 409],
        },
        new(
            nameof(GetTimeline),
            Tag,
            "The studies of all chosen records in one list, with what is attached, and the establishments that are not "
                + "connected and may hold more."
        )
        {
            Parameters =
            [
                RcpId,
                PreFicheId,
                .. StudiesQuery.Parameters,
                InQuery(
                    "department",
                    "Whose establishments are listed; else those of the establishments that know the patient.",
                    ApiForms.Text
                ),
            ],
            Answers = [new(200, "A page of the timeline.", typeof(TimelineAnswer))],
            Failures = [404, 409, 502],
        },
        new(nameof(PreFicheStudyFunctions.GetPreFicheStudies), Tag, "The studies of a pré-fiche, without a new search.")
        {
            Parameters = [RcpId, PreFicheId],
            Answers = [new(200, "Attached and proposed studies.", typeof(PreFicheStudiesAnswer))],
            Failures = [404],
        },
        new(
            nameof(PreFicheStudyFunctions.PostPreFicheStudies),
            Tag,
            "Attaches several studies, or the latest of each modality; each is answered by itself."
        )
        {
            Parameters = [RcpId, PreFicheId],
            Body = typeof(AttachStudiesRequest),
            Answers =
            [
                new(202, "All are attached.", typeof(AttachedStudiesAnswer)),
                new(207, "Some, or all, are refused: each says why.", typeof(AttachedStudiesAnswer)),
            ],
            Failures = [404, 409, 502],
        },
        new(
            nameof(PreFicheStudyFunctions.PutPreFicheStudy),
            Tag,
            "Attaches a study; its repatriation is ordered where it is needed."
        )
        {
            Parameters = [RcpId, PreFicheId, StudyUid],
            Answers = [new(202, "Attached.", typeof(BoardStudy))],
            Failures = [400, 404, 409, 502],
        },
        new(
            nameof(PreFicheStudyFunctions.DeletePreFicheStudy),
            Tag,
            "Detaches a study; no rule of the meeting attaches or proposes it again."
        )
        {
            Parameters = [RcpId, PreFicheId, StudyUid],
            Answers = [new(204, "Detached.")],
            Failures = [404, 409],
        },
    ];
}
