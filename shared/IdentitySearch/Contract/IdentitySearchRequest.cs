using System.Text.Json.Serialization;

namespace KryptonFunctions.IdentitySearch.Contract;

/// <summary>
/// Body of <c>POST /identity-searches</c>, as the DCC sends it: nothing in it is checked yet. Unknown fields are
/// refused.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record IdentitySearchRequest
{
    /// <summary>For whose sake the DCC asks. Required.</summary>
    public RequestedContext? Context { get; init; }

    /// <summary>Whom it asks for. Required: an INS, an IPP, or the surname with the birth date.</summary>
    public RequestedPatient? Patient { get; init; }

    /// <summary>
    /// True shows the records below the threshold, too, in the tier <c>unlikely</c>. Default, and null: they are only
    /// counted.
    /// </summary>
    public bool? ShowHidden { get; init; }
}

/// <summary>For whose sake the DCC asks.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RequestedContext
{
    /// <summary>The DCC's id of the RCP: 1 to 64 letters, digits, dots, hyphens or underscores. Required.</summary>
    public string? RcpId { get; init; }

    /// <summary>The DCC's id of the pré-fiche, in the same form, or null for the RCP as a whole.</summary>
    public string? PreFicheId { get; init; }
}
