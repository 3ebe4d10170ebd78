using System.Text.Json.Serialization;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Rules;

namespace KryptonFunctions.Rcps.Contract;

/// <summary>
/// Body of <c>PUT /rcps/{rcpId}</c>: the whole meeting as it shall be. A pré-fiche that is missing is withdrawn.
/// Nothing in it is checked yet; unknown fields are refused.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RcpRequest
{
    /// <summary>When the RCP begins, with its offset from UTC; from a day ago to two years ahead. Required.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>At most 200; an empty list withdraws all. Required.</summary>
    public IReadOnlyList<RequestedPreFiche?>? Prefiches { get; init; }

    /// <summary>The same list under its other spelling; one of the two is given.</summary>
    [JsonPropertyName("preFiches")]
    public IReadOnlyList<RequestedPreFiche?>? OtherSpelling { get; init; }

    /// <summary>Whether an identity may be confirmed without the user; never where it is not given.</summary>
    public AutoConfirm? AutoConfirm { get; init; }

    /// <summary>
    /// How urgent its repatriations are, as each order tells Krypton; routine where it is not given. Orders that are
    /// under way keep theirs.
    /// </summary>
    public OrderPriority? Priority { get; init; }

    /// <summary>
    /// Which earlier studies are proposed or ordered, at most 10 rules; none where it is not given.
    /// </summary>
    public IReadOnlyList<PrefetchRule?>? Rules { get; init; }
}

/// <summary>A pré-fiche with its patient.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RequestedPreFiche
{
    /// <summary>
    /// The DCC's id of it: 1 to 64 letters, digits, dots, hyphens or underscores; once in an RCP. Required.
    /// </summary>
    public string? PreFicheId { get; init; }

    /// <summary>Whom it is about, as in a search. Required.</summary>
    public RequestedPatient? Patient { get; init; }
}
