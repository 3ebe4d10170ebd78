using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using KryptonFunctions.Access;
using KryptonMock;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.KryptonMock;

/// <summary>A mock on a free port with a clock of the test's own, and a client that has a token.</summary>
public sealed class MockFixture : IAsyncDisposable
{
    private MockFixture(KryptonMockServer server, FakeTimeProvider clock)
    {
        Server = server;
        Clock = clock;
        Http = new HttpClient { BaseAddress = server.BaseAddress };
    }

    public KryptonMockServer Server { get; }

    public FakeTimeProvider Clock { get; }

    public HttpClient Http { get; }

    public static async Task<MockFixture> StartAsync(KryptonMockOptions? options = null)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var mock = new MockFixture(
            await KryptonMockServer.StartAsync((options ?? new()) with { TimeProvider = clock }),
            clock
        );
        var answer = await mock.TokenAsync(mock.Assertion());
        answer.Status.ShouldBe(200, answer.Text);
        mock.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            answer.Json["access_token"]!.ToString()
        );
        return mock;
    }

    /// <summary>A client assertion, right unless told otherwise.</summary>
    public string Assertion(
        string? audience = null,
        string? subject = "client",
        TimeSpan? lifetime = null,
        string? id = null,
        DevelopmentKey key = DevelopmentKey.KryptonClient,
        IReadOnlyList<string>? studyUids = null
    )
    {
        using var signing = DevelopmentKeys.Signing(AppEnvironment.Local, key);
        var now = Clock.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = "client",
                Audience = audience ?? new Uri(Server.BaseAddress, "/token").AbsoluteUri,
                Expires = now + (lifetime ?? TimeSpan.FromMinutes(2)),
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = subject ?? "",
                    ["jti"] = id ?? Guid.NewGuid().ToString(),
                    ["studyUIDs"] = (studyUids ?? []).ToArray(),
                },
                SigningCredentials = new SigningCredentials(
                    new ECDsaSecurityKey(signing)
                    {
                        CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
                    },
                    SecurityAlgorithms.EcdsaSha256
                ),
            }
        );
    }

    public Task<MockReply> TokenAsync(string assertion) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/token")
            {
                Content = new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["grant_type"] = "client_credentials",
                        ["scope"] = "system/*.*",
                        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        ["client_assertion"] = assertion,
                    }
                ),
            }
        );

    public Task<MockReply> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    public Task<MockReply> SearchAsync(params IEnumerable<(string Name, string Value)> criteria) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/fhir/Patient/_search")
            {
                Content = new FormUrlEncodedContent(
                    criteria.Select(criterion => KeyValuePair.Create(criterion.Name, criterion.Value))
                ),
            }
        );

    public Task<MockReply> OrderAsync(string study, string? key = null, string rcp = "RCP-1")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/fhir/Task")
        {
            Content = JsonContent.Create(Order(study, key ?? $"{rcp}:{study}", rcp)),
        };
        request.Headers.Add(
            "If-None-Exist",
            $"identifier=https://krypton-dcc/repatriation-key|{key ?? $"{rcp}:{study}"}"
        );
        return SendAsync(request);
    }

    public Task<MockReply> AdminAsync(HttpMethod method, string path, object? body = null) =>
        SendAsync(
            new HttpRequestMessage(method, $"/__krypton/{path}")
            {
                Content = body is null ? null : JsonContent.Create(body),
            }
        );

    public async Task<MockReply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
            return new(
                (int)response.StatusCode,
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                response.Content.Headers.ContentType?.MediaType,
                response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value))
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }

    private static JsonObject Order(string study, string key, string rcp) =>
        JsonNode
            .Parse(
                $$"""
                { "resourceType": "Task", "identifier": [{ "system": "https://krypton-dcc/repatriation-key",
                "value": "{{key}}" }],
                  "groupIdentifier": { "system": "https://krypton-dcc/rcp", "value": "{{rcp}}" }, "status": "requested",
                  "intent": "order",
                  "code": { "coding": [{ "system": "https://krypton-dcc/task-code", "code": "repatriate-study" }] },
                  "focus": { "type": "ImagingStudy", "identifier": { "system": "urn:dicom:uid",
                  "value": "urn:oid:{{study}}" } } }
                """
            )!
            .AsObject();
}

/// <summary>What the mock answered.</summary>
public sealed record MockReply(
    int Status,
    string Text,
    string? ContentType,
    IReadOnlyDictionary<string, string> Headers
)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The ids of a Bundle's resources.</summary>
    public IReadOnlyList<string> Ids =>
        [.. (Json["entry"]?.AsArray() ?? []).Select(entry => entry!["resource"]!["id"]!.ToString())];

    public int Total => Json["total"]!.GetValue<int>();

    public string? Link(string relation) =>
        Json["link"]!.AsArray().FirstOrDefault(link => link!["relation"]!.ToString() == relation)?["url"]!.ToString();
}
