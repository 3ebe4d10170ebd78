using System.Text.Json.Serialization;

namespace KryptonFunctions.IdentitySearch.Contract;

/// <summary>
/// The patient as the DCC writes it, in a search and in a pré-fiche. JSON-safe, so that it can be kept and read again;
/// <see cref="PatientTraitsReader"/> checks it.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RequestedPatient
{
    /// <summary>The INS, or null.</summary>
    public RequestedIns? Ins { get; init; }

    /// <summary>IPPs by establishment, at most 10, or null.</summary>
    public IReadOnlyList<RequestedIpp?>? Ipps { get; init; }

    /// <summary>Nom de naissance, 1 to 100 characters, or null.</summary>
    public string? BirthName { get; init; }

    /// <summary>Nom utilisé, 1 to 100 characters, or null.</summary>
    public string? UsedName { get; init; }

    /// <summary>Prénoms de naissance, the first one first, at most 20, or null.</summary>
    public IReadOnlyList<string?>? GivenNames { get; init; }

    /// <summary>Prénom utilisé, 1 to 100 characters, or null.</summary>
    public string? UsedGivenName { get; init; }

    /// <summary><c>male</c>, <c>female</c> or <c>unknown</c>; none is unknown.</summary>
    public string? Sex { get; init; }

    /// <summary><c>yyyy</c>, <c>yyyy-MM</c> or <c>yyyy-MM-dd</c>.</summary>
    public string? BirthDate { get; init; }

    /// <summary>
    /// INSEE's code of the birth place (COG), five characters such as <c>33063</c>, <c>2A004</c> or <c>99100</c>,
    /// or null.
    /// </summary>
    public string? BirthPlaceInsee { get; init; }

    /// <summary>Any of <c>douteuse</c>, <c>fictive</c>, <c>homonyme</c>.</summary>
    public IReadOnlyList<string?>? IdentityAttributes { get; init; }
}

/// <summary>An INS as sent.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RequestedIns
{
    /// <summary>The number of 15 characters with its key, or of 13 without. Required.</summary>
    public string? Value { get; init; }

    /// <summary>The OID of its authority, such as <c>1.2.250.1.213.1.4.8</c> (NIR). Required.</summary>
    public string? Oid { get; init; }

    /// <summary><c>provisoire</c>, <c>recuperee</c>, <c>validee</c> or <c>qualifiee</c>.</summary>
    public string? Status { get; init; }
}

/// <summary>An IPP as sent.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RequestedIpp
{
    /// <summary>As the establishment writes it, 1 to 64 characters. Required.</summary>
    public string? Value { get; init; }

    /// <summary>OID under which the establishment numbers its patients, or its FINESS. Required.</summary>
    public string? Authority { get; init; }
}
