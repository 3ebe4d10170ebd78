using System.Text.Json.Serialization;

namespace KryptonFunctions.IdentitySearch.Contract;

/// <summary>
/// The patient as the DCC writes it, in a search and in a pré-fiche. JSON-safe, so that it can be kept and read again;
/// <see cref="PatientTraitsReader"/> checks it.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RequestedPatient
{
    public RequestedIns? Ins { get; init; }

    public IReadOnlyList<RequestedIpp?>? Ipps { get; init; }

    public string? BirthName { get; init; }

    public string? UsedName { get; init; }

    public IReadOnlyList<string?>? GivenNames { get; init; }

    public string? UsedGivenName { get; init; }

    /// <summary><c>male</c>, <c>female</c> or <c>unknown</c>; none is unknown.</summary>
    public string? Sex { get; init; }

    /// <summary><c>yyyy</c>, <c>yyyy-MM</c> or <c>yyyy-MM-dd</c>.</summary>
    public string? BirthDate { get; init; }

    public string? BirthPlaceInsee { get; init; }

    /// <summary>Any of <c>douteuse</c>, <c>fictive</c>, <c>homonyme</c>.</summary>
    public IReadOnlyList<string?>? IdentityAttributes { get; init; }
}

/// <summary>An INS as sent.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RequestedIns
{
    public string? Value { get; init; }

    public string? Oid { get; init; }

    /// <summary><c>provisoire</c>, <c>recuperee</c>, <c>validee</c> or <c>qualifiee</c>.</summary>
    public string? Status { get; init; }
}

/// <summary>An IPP as sent.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RequestedIpp
{
    public string? Value { get; init; }

    public string? Authority { get; init; }
}
