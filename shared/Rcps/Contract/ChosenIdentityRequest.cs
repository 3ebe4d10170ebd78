using System.Text.Json.Serialization;

namespace KryptonFunctions.Rcps.Contract;

/// <summary>
/// Body of <c>PUT …/identity</c>: one candidate, several records of the one person, or none of them. Exactly one of the
/// three.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ChosenIdentityRequest(
    string? PatientId = null,
    IReadOnlyList<string>? PatientIds = null,
    bool? NoneOfThese = null
);

/// <summary>Answer of <c>PUT …/identity</c>.</summary>
public sealed record IdentityAnswer(string PreFicheId, IdentityState Identity);
