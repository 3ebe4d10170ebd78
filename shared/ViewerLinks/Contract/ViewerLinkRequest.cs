namespace KryptonFunctions.ViewerLinks.Contract;

/// <summary>
/// Body of <c>POST /viewer-links</c>. Nothing in it is checked yet; <see cref="RequestedLink"/> does.
/// </summary>
public sealed record ViewerLinkRequest(
    ContextItem Context,
    string PatientId,
    IReadOnlyList<string> StudyUids,
    ViewerLayout Layout = ViewerLayout.Single,
    ViewerKind Viewer = ViewerKind.Web
);

/// <summary>The meeting, and where given the pré-fiche, for whose sake a call is made.</summary>
public sealed record ContextItem(string RcpId, string? PreFicheId = null);
