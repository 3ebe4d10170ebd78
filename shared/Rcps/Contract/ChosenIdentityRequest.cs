using System.Text.Json.Serialization;

namespace KryptonFunctions.Rcps.Contract;

/// <summary>
/// Body of <c>PUT …/identity</c>: one candidate, several records of the one person, or none of them. Exactly one of the
/// three.
/// </summary>
/// <param name="PatientId">The handle of the one candidate, or null.</param>
/// <param name="PatientIds">The handles of 1 to 20 records of the one person, or null.</param>
/// <param name="NoneOfThese">True where none of the candidates is the patient; else null.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ChosenIdentityRequest(
    string? PatientId = null,
    IReadOnlyList<string>? PatientIds = null,
    bool? NoneOfThese = null
);

/// <summary>Answer of <c>PUT …/identity</c>.</summary>
/// <param name="PreFicheId">The DCC's id of the pré-fiche.</param>
/// <param name="Identity">How far its identity is now.</param>
public sealed record IdentityAnswer(string PreFicheId, IdentityState Identity);
