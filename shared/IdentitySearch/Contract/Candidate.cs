using System.Text.Json.Serialization;
using KryptonFunctions.Krypton;
using KryptonFunctions.Structures;

namespace KryptonFunctions.IdentitySearch.Contract;

/// <summary>How sure it is that a record is the searched person's.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Confidence>))]
public enum Confidence
{
    /// <summary>
    /// Below the threshold: more likely somebody else. Shown only where the request asks for it (<c>showHidden</c>).
    /// </summary>
    [JsonStringEnumMemberName("unlikely")]
    Unlikely,

    /// <summary>More likely the person than not, but others may fit as well.</summary>
    [JsonStringEnumMemberName("possible")]
    Possible,

    /// <summary>A thousand times likelier the person than not; or an equal IPP with traits that agree.</summary>
    [JsonStringEnumMemberName("probable")]
    Probable,

    /// <summary>An equal INS, qualified on both sides, with traits that agree and no alert.</summary>
    [JsonStringEnumMemberName("certain")]
    Certain,
}

/// <summary>A record that may be the searched person's.</summary>
/// <param name="PatientId">The Krypton id; the function puts the caller's handle in its place.</param>
/// <param name="Confidence">The tier.</param>
/// <param name="Score">Probability that it is the person, 0 to 1, by the weight.</param>
/// <param name="Weight">Bits of evidence beyond what the register's size demands.</param>
/// <param name="Identity">The record as its establishment wrote it.</param>
/// <param name="FoundBy">Approach and variant of the queries that found it, such as <c>ipp</c>,
/// <c>traits:hyphen-as-space</c>.</param>
/// <param name="Evidence">What each trait says.</param>
/// <param name="Alerts">What to look at before choosing.</param>
/// <param name="SameAs">Other candidates that seem to be the same person's records; shown together, never
/// merged.</param>
public sealed record Candidate(
    string PatientId,
    Confidence Confidence,
    double Score,
    double Weight,
    CandidateIdentity Identity,
    IReadOnlyList<string> FoundBy,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<Alert> Alerts,
    IReadOnlyList<string> SameAs
)
{
    /// <summary>The same candidate under other patient ids, such as the handles that the DCC may see.</summary>
    internal Candidate WithPatientIds(Func<string, string> handle) =>
        this with
        {
            PatientId = handle(PatientId),
            SameAs = [.. SameAs.Select(handle)],
        };

    /// <summary>The same candidate with the establishments that issued its identifiers.</summary>
    internal Candidate WithStructures(IReadOnlyDictionary<string, Establishment> byAuthority) =>
        this with
        {
            Identity = Identity with
            {
                Identifiers = [.. Identity.Identifiers.Select(i => i.WithStructure(byAuthority))],
            },
        };
}

/// <summary>The traits of a record, as written.</summary>
/// <param name="BirthName">Nom de naissance, or null where the record has none.</param>
/// <param name="UsedName">Nom utilisé, or null.</param>
/// <param name="GivenNames">Prénoms de naissance, the first one first; may be empty.</param>
/// <param name="Sex"><c>male</c>, <c>female</c> or <c>unknown</c>.</param>
/// <param name="BirthDate"><c>yyyy</c>, <c>yyyy-MM</c> or <c>yyyy-MM-dd</c>, or null.</param>
/// <param name="BirthPlaceInsee">INSEE's code of the birth place (COG), five characters, or null.</param>
/// <param name="Identifiers">INS and IPP of the record; identifiers of other kinds are left out.</param>
public sealed record CandidateIdentity(
    string? BirthName,
    string? UsedName,
    IReadOnlyList<string> GivenNames,
    string Sex,
    string? BirthDate,
    string? BirthPlaceInsee,
    IReadOnlyList<CandidateIdentifier> Identifiers
);

/// <summary>An identifier of a record.</summary>
/// <param name="Kind"><c>ins</c> or <c>ipp</c>.</param>
/// <param name="Value">As written.</param>
/// <param name="Authority">OID or FINESS.</param>
/// <param name="Structure">Name of the establishment, where it is known.</param>
/// <param name="Finess">Its FINESS, where it is known; null for an INS, which no establishment issues.</param>
public sealed record CandidateIdentifier(
    string Kind,
    string Value,
    string Authority,
    string? Structure = null,
    string? Finess = null
)
{
    internal CandidateIdentifier WithStructure(IReadOnlyDictionary<string, Establishment> byAuthority)
    {
        var issuer = StructureName.Of(Authority, byAuthority);
        return this with { Structure = issuer.Name, Finess = issuer.Finess };
    }
}

/// <summary>What one trait says.</summary>
/// <param name="Trait">Which.</param>
/// <param name="Agreement">The stable code.</param>
/// <param name="Weight">Bits; negative speaks against the record.</param>
/// <param name="Detail">In French, for the user; names the value it speaks of.</param>
/// <param name="Value">That value, as the record has it.</param>
public sealed record Evidence(Trait Trait, Agreement Agreement, double Weight, string Detail, string? Value = null);

/// <summary>Something to look at before choosing.</summary>
/// <param name="Code">Stable: <c>identifierConflict</c>, <c>homonym</c>, <c>douteuse</c>, <c>placeholderDate</c>,
/// <c>possibleRelative</c>, <c>mergedRecord</c>, <c>insKey</c>, <c>identifierAlone</c>, <c>belowThreshold</c>.</param>
/// <param name="Detail">In French, for the user.</param>
public sealed record Alert(string Code, string Detail);
