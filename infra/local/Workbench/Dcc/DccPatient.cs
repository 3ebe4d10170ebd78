namespace Workbench.Dcc;

/// <summary>A patient as the DCC writes it: <c>patient</c> of a search and of a pré-fiche.</summary>
public sealed record DccPatient(
    DccIns? Ins = null,
    IReadOnlyList<DccIpp>? Ipps = null,
    string? BirthName = null,
    string? UsedName = null,
    IReadOnlyList<string>? GivenNames = null,
    string? UsedGivenName = null,
    string? Sex = null,
    string? BirthDate = null,
    string? BirthPlaceInsee = null
);

/// <summary>An INS with the OID of its authority.</summary>
public sealed record DccIns(string Value, string Oid, string? Status);

/// <summary>An IPP with the OID or FINESS of the establishment.</summary>
public sealed record DccIpp(string Value, string Authority);

/// <summary>A pré-fiche, by the DCC's ids.</summary>
public sealed record PreFicheKey(string RcpId, string PreFicheId);
