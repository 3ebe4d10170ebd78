using System.Text.Json.Serialization;

namespace KryptonFunctions.IdentitySearch.Contract;

/// <summary>
/// Body of <c>POST /identity-searches</c>, as the DCC sends it: nothing in it is checked yet. Unknown fields are
/// refused.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record IdentitySearchRequest
{
    public RequestedContext? Context { get; init; }

    public RequestedPatient? Patient { get; init; }

    /// <summary>
    /// True shows the records below the threshold, too, in the tier <c>unlikely</c>. Default: they are only counted.
    /// </summary>
    public bool ShowHidden { get; init; }
}

/// <summary>For whose sake the DCC asks.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RequestedContext
{
    public string? RcpId { get; init; }

    public string? PreFicheId { get; init; }
}
