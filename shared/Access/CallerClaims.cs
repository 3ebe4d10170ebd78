using System.Text;
using KryptonFunctions.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace KryptonFunctions.Access;

/// <summary>Reads a <see cref="Caller"/> from the claims of a token whose signature holds.</summary>
public sealed class CallerClaims(IOptions<DccOptions> dcc, IOptions<AppOptions> app)
{
    private const string Treatment = "TREAT";

    /// <summary>
    /// HL7 v3 ActReason: running the service, and holding its rules kept. For who takes part in nobody's care.
    /// </summary>
    private static readonly string[] PurposesWithoutCare = [Treatment, "HOPERAT", "HSYSADMIN", "HCOMPL"];

    private const int MaxText = 128;
    private const int MaxContexts = 1000;

    private static readonly string[] KnownRoles = [Roles.Care, Roles.Auditor, Roles.NetworkAdmin];

    /// <summary>
    /// Refuses with 401 for a claim that is missing or malformed or an authentication that is too weak; 403 for another
    /// purpose than the roles allow, for care by somebody who is no professional, for a token that covers every
    /// patient, or for the untyped claim <c>care_of</c>.
    /// </summary>
    internal Authentication Read(JsonWebToken token)
    {
        // The user is part of a table's key, of at most 512 characters, in which a byte may take three.
        if (
            Text(token, "sub") is not { } user
            || Encoding.UTF8.GetByteCount(user) > MaxText
            || Text(token, "SubjectNameID") is not { } subject
            || !Idnps.TryParse(subject, out _)
        )
        {
            return new Authentication.Refused(
                new Failure(
                    FailureKind.Unauthenticated,
                    "unauthenticated",
                    new(
                        "Le jeton ne désigne pas le professionnel (sub, SubjectNameID).",
                        "The token does not name the professional (sub, SubjectNameID)."
                    )
                )
            );
        }

        var caller = new Caller(
            user,
            subject,
            Text(token, "name") ?? user,
            Texts(token, "SubjectRole") is [var role, ..] ? role : null,
            Organization(token),
            Texts(token, "purpose_of_use") is [var purpose, ..] ? purpose : "",
            Texts(token, "dcc_roles").Where(KnownRoles.Contains).ToHashSet(StringComparer.Ordinal),
            CareOf.From(Texts(token, "care_of_rcp"), Texts(token, "care_of_prefiche"))
        );
        return RefusalOf(caller, token) is { } failure
            ? new Authentication.Refused(failure, caller)
            : new Authentication.Accepted(caller);
    }

    private Failure? RefusalOf(Caller caller, JsonWebToken token)
    {
        if (!dcc.Value.IsStrongEnough(Text(token, "acr")))
        {
            return new Failure(
                FailureKind.Unauthenticated,
                "weak-authentication",
                new(
                    "L'authentification du professionnel (acr) est trop faible.",
                    "The professional's authentication (acr) is too weak."
                )
            );
        }

        var givesCare = caller.Roles.Contains(Roles.Care);
        if (
            Texts(token, "purpose_of_use") is not [var purpose]
            || !(givesCare ? purpose == Treatment : PurposesWithoutCare.Contains(purpose))
        )
        {
            return new Failure(
                FailureKind.Forbidden,
                "purpose-of-use",
                new(
                    "La finalité d'usage doit être le soin (TREAT) pour le rôle care.",
                    "The purpose of use must be treatment (TREAT) for the role care."
                )
            );
        }

        if (givesCare && Idnps.TryParse(caller.SubjectNameId, out var idnps) && !idnps.MayGiveCare)
        {
            return new Failure(
                FailureKind.Forbidden,
                "care-without-professional",
                new(
                    "Le rôle care demande un professionnel : RPPS, ADELI, ou CPE d'un établissement.",
                    "The role care needs a professional: RPPS, ADELI, or an establishment's CPE."
                )
            );
        }

        if (token.TryGetPayloadValue<object>("SubjectOrganizationID", out _) && caller.Organization is null)
        {
            return new Failure(
                FailureKind.Unauthenticated,
                "organization",
                new(
                    "L'organisation du professionnel (SubjectOrganizationID) doit être un FINESS.",
                    "The professional's organisation (SubjectOrganizationID) must be a FINESS."
                )
            );
        }

        // It did not say which of its ids were RCPs and which pré-fiches, so one could stand for the other.
        if (token.TryGetPayloadValue<object>("care_of", out _))
        {
            return new Failure(
                FailureKind.Forbidden,
                "care-of-untyped",
                new(
                    "Le claim care_of n'est pas accepté : RCP dans care_of_rcp, pré-fiches dans care_of_prefiche.",
                    "The claim care_of is not taken; name RCPs in care_of_rcp and pré-fiches in care_of_prefiche."
                )
            );
        }

        return caller.CareOf.Rcps.Contains(CareOf.Everybody) && app.Value.Environment != AppEnvironment.Local
            ? new Failure(
                FailureKind.Forbidden,
                "care-of-everyone",
                new(
                    "Un jeton valable pour tous les patients n'est pas accepté.",
                    "A token for every patient is not taken."
                )
            )
            : null;
    }

    private static string? Organization(JsonWebToken token) =>
        Finess.TryParse(Text(token, "SubjectOrganizationID"), out var finess) ? finess.Value : null;

    private static string? Text(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<object>(claim, out var value)
        && value is string { Length: > 0 and <= MaxText } text
        && !text.Any(char.IsControl)
            ? text
            : null;

    /// <summary>A claim may be one text or a list of them.</summary>
    private static string[] Texts(JsonWebToken token, string claim) =>
        [
            .. token
                .Claims.Where(c =>
                    c.Type == claim && c.Value.Length is > 0 and <= MaxText && !c.Value.Any(char.IsControl)
                )
                .Select(c => c.Value)
                .Take(MaxContexts),
        ];
}
