namespace KryptonFunctions.ViewerLinks.Contract;

/// <summary>
/// Body of <c>POST /viewer-links</c>. Nothing in it is checked yet; <see cref="RequestedLink"/> does.
/// </summary>
/// <param name="Context">In whose care.</param>
/// <param name="StudyUids">DICOM UIDs: one, or two for a comparison.</param>
/// <param name="PatientId">Of a search of this user. None where the context names a pré-fiche: its chosen identity, all
/// of whose records are one patient.</param>
/// <param name="Layout">One study, or two side by side.</param>
/// <param name="Viewer">In the browser, or the console.</param>
public sealed record ViewerLinkRequest(
    ContextItem Context,
    IReadOnlyList<string> StudyUids,
    string? PatientId = null,
    ViewerLayout Layout = ViewerLayout.Single,
    ViewerKind Viewer = ViewerKind.Web
);

/// <summary>The meeting, and where given the pré-fiche, for whose sake a call is made.</summary>
public sealed record ContextItem(string RcpId, string? PreFicheId = null);
