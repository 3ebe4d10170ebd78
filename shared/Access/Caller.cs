namespace KryptonFunctions.Access;

/// <summary>The authenticated professional for whom the DCC calls, as its signed token says.</summary>
/// <param name="User">DCC user (claim <c>sub</c>).</param>
/// <param name="SubjectNameId">An <see cref="Identity.Idnps"/> (claim <c>SubjectNameID</c>).</param>
/// <param name="Name">The name as the DCC shows it; for Krypton's viewer and audit, never for logs.</param>
/// <param name="Role">Claim <c>SubjectRole</c>, or null.</param>
/// <param name="Organization">FINESS of the organisation (claim <c>SubjectOrganizationID</c>), or null.</param>
/// <param name="PurposeOfUse">Claim <c>purpose_of_use</c>, such as <c>TREAT</c>; empty only where the token was refused
/// without one.</param>
/// <param name="Roles">Claim <c>dcc_roles</c>: any of <c>care</c>, <c>auditor</c>, <c>network-admin</c>.</param>
/// <param name="CareOf">The RCPs and pré-fiches in whose care the user takes part.</param>
public sealed record Caller(
    string User,
    string SubjectNameId,
    string Name,
    string? Role,
    string? Organization,
    string PurposeOfUse,
    IReadOnlySet<string> Roles,
    CareOf CareOf
);

/// <summary>The RCP, and where given the pré-fiche in it, for whose sake data is asked for.</summary>
public sealed record CareContext(string RcpId, string? PreFicheId = null);
