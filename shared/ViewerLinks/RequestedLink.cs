using KryptonFunctions.Access;
using KryptonFunctions.Identity;
using KryptonFunctions.ViewerLinks.Contract;

namespace KryptonFunctions.ViewerLinks;

/// <summary>A link as asked for, each field checked by itself.</summary>
public sealed record RequestedLink(
    CareContext Context,
    string? PatientHandle,
    IReadOnlyList<StudyUid> Studies,
    ViewerLayout Layout,
    ViewerKind Viewer
)
{
    private const int MaxStudies = 2;
    private const int MaxHandle = 256;
    private static readonly Wording IdForm = new(
        "1 à 64 lettres, chiffres, « . », « _ » ou « - ».",
        "1 to 64 letters, digits, '.', '_' or '-'."
    );

    /// <summary>Checks the body; the failure tells every field that is wrong at once.</summary>
    public static Outcome<RequestedLink> From(ViewerLinkRequest request)
    {
        var errors = new Dictionary<string, Wording[]>();
        var (context, uids) = (request.Context, request.StudyUids);
        Check(DccIds.IsValid(context.RcpId), "context.rcpId", IdForm);
        Check(context.PreFicheId is null || DccIds.IsValid(context.PreFicheId), "context.preFicheId", IdForm);
        Check(
            request.PatientId is null
                ? context.PreFicheId is not null
                : request.PatientId.Length is > 0 and <= MaxHandle,
            "patientId",
            new(
                "Le patientId d'une recherche ; inutile quand context.preFicheId nomme une pré-fiche dont l'identité "
                    + "est choisie.",
                "The patientId of a search; not needed where context.preFicheId names a pré-fiche with a chosen "
                    + "identity."
            )
        );
        Check(
            uids.Count is > 0 and <= MaxStudies,
            "studyUids",
            new("Un examen, ou deux pour une comparaison.", "One study, or two for a comparison.")
        );
        var studies = new List<StudyUid>();
        for (var i = 0; i < Math.Min(uids.Count, MaxStudies); i++)
        {
            Check(
                StudyUid.TryParse(uids[i], out var uid),
                $"studyUids[{i}]",
                new("L'UID d'un examen DICOM.", "A DICOM study instance UID.")
            );
            studies.Add(uid);
        }

        if (errors.Count > 0)
        {
            return Failure.Invalid(errors);
        }

        var care = new CareContext(context.RcpId, context.PreFicheId);
        return new RequestedLink(care, request.PatientId, studies, request.Layout, request.Viewer);

        void Check(bool holds, string field, Wording message)
        {
            if (!holds)
            {
                errors[field] = [message];
            }
        }
    }
}
