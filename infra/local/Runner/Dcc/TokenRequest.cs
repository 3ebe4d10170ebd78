using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using KryptonFunctions.Access;

namespace Runner.Dcc;

/// <summary>What <c>POST /token</c> of the stand-in takes.</summary>
/// <param name="User">DCC user.</param>
/// <param name="Name">The professional's name, as the viewer shows it; default: the user.</param>
/// <param name="Rpps">11 digits; default: a number that no professional has.</param>
/// <param name="Roles">Any of <c>care</c>, <c>auditor</c>, <c>network-admin</c>.</param>
/// <param name="CareOfRcp">The RCPs in whose care the user takes part; default: none.</param>
/// <param name="CareOfPreFiche">Single pré-fiches, each <c>RCP/pré-fiche</c>; default: none.</param>
/// <param name="SubjectNameId">Instead of an RPPS: who signs in without one, such as with a CPE; as given.</param>
/// <param name="PurposeOfUse">HL7 purpose of use; default <c>TREAT</c>; as given.</param>
/// <param name="Minutes">Lifetime, 1 to 10; default 5.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed partial record TokenRequest(
    string? User,
    string? Name = null,
    string? Rpps = null,
    string[]? Roles = null,
    string[]? CareOfRcp = null,
    string[]? CareOfPreFiche = null,
    string? SubjectNameId = null,
    string? PurposeOfUse = null,
    int? Minutes = null
)
{
    internal const string AnyRpps = "10000000000";
    private static readonly string[] KnownRoles = ["care", "auditor", "network-admin"];

    /// <summary>What is wrong, by field; empty when a token can be given.</summary>
    public Dictionary<string, string[]> Errors()
    {
        var errors = new Dictionary<string, string[]>();
        Check(errors, "user", User is { Length: > 0 and <= 64 }, "1 to 64 characters are needed.");
        Check(errors, "name", Name is null or { Length: > 0 and <= 128 }, "1 to 128 characters, if given.");
        Check(errors, "rpps", Rpps is null || ElevenDigits.IsMatch(Rpps), "An RPPS number has 11 digits.");
        Check(
            errors,
            "roles",
            Roles is { Length: > 0 } && Roles.All(KnownRoles.Contains),
            $"One or more of {string.Join(", ", KnownRoles)} are needed."
        );
        Check(
            errors,
            "careOfRcp",
            CareOfRcp is null || CareOfRcp.All(id => id == CareOf.Everybody || DccIds.IsValid(id)),
            "Ids of RCPs, each of 1 to 64 characters, or *."
        );
        Check(
            errors,
            "careOfPreFiche",
            CareOfPreFiche is null
                || CareOf.From([], CareOfPreFiche).PreFiches.Count
                    == CareOfPreFiche.Distinct(StringComparer.Ordinal).Count(),
            "Each the id of an RCP, a slash, and the id of a pré-fiche in it."
        );
        Check(errors, "minutes", Minutes is null or (>= 1 and <= 10), "From 1 to 10.");
        return errors;
    }

    private static void Check(Dictionary<string, string[]> errors, string field, bool holds, string message)
    {
        if (!holds)
        {
            errors[field] = [message];
        }
    }

    [GeneratedRegex(@"^\d{11}$", RegexOptions.CultureInvariant)]
    private static partial Regex ElevenDigits { get; }
}

/// <summary>The answer of <c>POST /token</c>.</summary>
public sealed record TokenAnswer(string AccessToken, DateTimeOffset ExpiresAt);
