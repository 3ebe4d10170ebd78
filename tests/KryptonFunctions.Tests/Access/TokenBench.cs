using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using KryptonFunctions.Access;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>
/// A DCC of its own: keys that can be served, changed and withheld, and tokens that can be made wrong in every way.
/// </summary>
internal sealed class TokenBench : HttpMessageHandler
{
    public const string Issuer = "https://dcc.test";
    public const string Audience = "krypton-functions";

    private readonly AppOptions app;

    public TokenBench(AppEnvironment environment = AppEnvironment.Test)
    {
        app = new AppOptions { Environment = environment };
        Serve(Key);
        var dcc = Options.Create(
            new DccOptions
            {
                Issuer = Issuer,
                Audience = Audience,
                JwksUrl = new Uri("https://dcc.test/jwks"),
            }
        );
        var keys = new DccKeys(new HttpClient(this), dcc, Time, NullLogger<DccKeys>.Instance);
        Tokens = new CallerTokens(keys, dcc, new CallerClaims(dcc, Options.Create(app)), Time, Log);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    public CallerTokens Tokens { get; }

    /// <summary>What the check of the tokens logged.</summary>
    public FakeLogger<CallerTokens> Log { get; } = new();

    public ECDsaSecurityKey Key { get; } = NewKey("k1");

    public int KeyReads { get; private set; }

    private string? Jwks { get; set; }

    public static ECDsaSecurityKey NewKey(string id) => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = id };

    public void Serve(params ECDsaSecurityKey[] keys) =>
        Jwks = JsonSerializer.Serialize(
            new
            {
                keys = keys.Select(k =>
                {
                    var q = k.ECDsa.ExportParameters(false).Q;
                    return new
                    {
                        kty = "EC",
                        crv = "P-256",
                        use = "sig",
                        kid = k.KeyId,
                        x = Base64UrlEncoder.Encode(q.X),
                        y = Base64UrlEncoder.Encode(q.Y),
                    };
                }),
            }
        );

    public void BeUnreachable() => Jwks = null;

    /// <summary>The claims of a good token; null removes one.</summary>
    public Dictionary<string, object> Claims(params (string Name, object? Value)[] changes)
    {
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["sub"] = "dr.martin",
            ["SubjectNameID"] = "810001234567",
            ["name"] = "Dr MARTIN",
            ["SubjectRole"] = new[] { "10^1.2.250.1.213.1.1.5.5" },
            ["SubjectOrganizationID"] = "330781196",
            ["acr"] = "eidas1",
            ["purpose_of_use"] = "TREAT",
            ["dcc_roles"] = new[] { "care" },
            ["care_of_rcp"] = new[] { "RCP-1" },
        };
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                claims.Remove(name);
            }
            else
            {
                claims[name] = value;
            }
        }

        return claims;
    }

    public static string Sign(
        Dictionary<string, object> claims,
        SecurityKey key,
        string algorithm = SecurityAlgorithms.EcdsaSha256,
        string? critical = null
    ) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            JsonSerializer.Serialize(claims),
            new SigningCredentials(key, algorithm),
            critical is null ? [] : new Dictionary<string, object> { ["crit"] = new[] { critical } }
        );

    /// <summary>Why it was refused; null where it was not.</summary>
    public static FailureKind? KindOf(Authentication outcome) => (outcome as Authentication.Refused)?.Failure.Kind;

    public Task<Authentication> PresentAsync(params (string Name, object? Value)[] changes) =>
        PresentAsync(Sign(Claims(changes), Key));

    public Task<Authentication> PresentAsync(string token) =>
        Tokens.AuthenticateAsync("Bearer " + token, TestContext.Current.CancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        KeyReads++;
        return Task.FromResult(
            Jwks is null
                ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
                : new HttpResponseMessage { Content = new StringContent(Jwks) }
        );
    }
}
