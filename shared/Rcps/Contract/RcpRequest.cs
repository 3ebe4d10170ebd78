using System.Text.Json.Serialization;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps.Rules;

namespace KryptonFunctions.Rcps.Contract;

/// <summary>
/// Body of <c>PUT /rcps/{rcpId}</c>: the whole meeting as it shall be. A pré-fiche that is missing is withdrawn.
/// Nothing in it is checked yet; unknown fields are refused.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RcpRequest
{
    public DateTimeOffset? StartsAt { get; init; }

    public IReadOnlyList<RequestedPreFiche?>? Prefiches { get; init; }

    /// <summary>The same list under its other spelling; one of the two is given.</summary>
    [JsonPropertyName("preFiches")]
    public IReadOnlyList<RequestedPreFiche?>? OtherSpelling { get; init; }

    public AutoConfirm? AutoConfirm { get; init; }

    public IReadOnlyList<PrefetchRule?>? Rules { get; init; }
}

/// <summary>A pré-fiche with its patient.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RequestedPreFiche
{
    public string? PreFicheId { get; init; }

    public RequestedPatient? Patient { get; init; }
}
