namespace KryptonFunctions.ViewerLinks.Contract;

/// <summary>
/// Body of <c>POST /viewer-links</c>. Nothing in it is checked yet; <see cref="RequestedLink"/> does.
/// </summary>
/// <param name="Context">For whose sake.</param>
/// <param name="StudyUids">DICOM study instance UIDs: one, or two for a comparison.</param>
/// <param name="PatientId">The handle of the patient, as a search of the same user or the pré-fiche gave it, at
/// most 256 characters. None where the context names a pré-fiche: its chosen identity.</param>
/// <param name="Layout">How they are shown.</param>
/// <param name="Viewer">In which viewer.</param>
public sealed record ViewerLinkRequest(
    ContextItem Context,
    IReadOnlyList<string> StudyUids,
    string? PatientId = null,
    ViewerLayout Layout = ViewerLayout.Single,
    ViewerKind Viewer = ViewerKind.Web
);

/// <summary>The meeting, and where given the pré-fiche, for whose sake a call is made.</summary>
/// <param name="RcpId">The DCC's id of the RCP: 1 to 64 letters, digits, dots, hyphens or underscores.</param>
/// <param name="PreFicheId">The DCC's id of the pré-fiche, in the same form, or null for the RCP as a whole.</param>
public sealed record ContextItem(string RcpId, string? PreFicheId = null);
