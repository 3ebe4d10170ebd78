using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.ViewerLinks;

namespace KryptonFunctions.Functions.ViewerLinks;

/// <summary>Body of the wish for a link.</summary>
public sealed record ViewerLinkRequest(
    ContextItem Context,
    string PatientId,
    IReadOnlyList<string> StudyUids,
    ViewerLayout Layout = ViewerLayout.Single,
    ViewerKind Viewer = ViewerKind.Web
)
{
    private const int MaxStudies = 2;
    private const int MaxHandle = 256;

    internal Outcome<RequestedLink> Read()
    {
        var errors = new Dictionary<string, string[]>();
        Check(DccIds.IsValid(Context.RcpId), "context.rcpId", "1 to 64 letters, digits, '.', '_' or '-'.");
        Check(
            Context.PreFicheId is null || DccIds.IsValid(Context.PreFicheId),
            "context.preFicheId",
            "1 to 64 letters, digits, '.', '_' or '-'."
        );
        Check(PatientId.Length is > 0 and <= MaxHandle, "patientId", "The patientId of a search.");
        Check(StudyUids.Count is > 0 and <= MaxStudies, "studyUids", "One study, or two for a comparison.");
        var studies = new List<StudyUid>();
        for (var i = 0; i < Math.Min(StudyUids.Count, MaxStudies); i++)
        {
            Check(StudyUid.TryParse(StudyUids[i], out var uid), $"studyUids[{i}]", "A DICOM study instance UID.");
            studies.Add(uid);
        }

        return errors.Count == 0
            ? new RequestedLink(new CareContext(Context.RcpId, Context.PreFicheId), PatientId, studies, Layout, Viewer)
            : Failure.Invalid("studyUids", "") with
            {
                Errors = errors,
            };

        void Check(bool holds, string field, string message)
        {
            if (!holds)
            {
                errors[field] = [message];
            }
        }
    }
}

/// <summary>The meeting, and where given the pré-fiche, for whose sake a call is made.</summary>
public sealed record ContextItem(string RcpId, string? PreFicheId = null);

/// <summary>Body of the answer.</summary>
/// <param name="Url">Opens once.</param>
/// <param name="ExpiresAt">UTC.</param>
/// <param name="Warnings">What the user should know before opening it.</param>
public sealed record ViewerLinkAnswer(string Url, DateTime ExpiresAt, IReadOnlyList<string> Warnings);
