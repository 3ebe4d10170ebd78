using KryptonMock.Http;

namespace KryptonMock.Tokens;

/// <summary>OAuth 2 token endpoint: client credentials with a signed assertion.</summary>
internal sealed class TokenEndpoint(ClientAssertions assertions, AccessTokens tokens, Func<MockSettings> settings)
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public async Task<MockAnswer> IssueAsync(MockRequest request)
    {
        if (request.Parameter("grant_type") != "client_credentials")
        {
            return Refusal(400, "unsupported_grant_type", "Only client_credentials is known.");
        }

        if (
            request.Parameter("client_assertion_type") != AssertionType
            || request.Parameter("client_assertion") is not { Length: > 0 } assertion
        )
        {
            return Refusal(400, "invalid_request", "A client_assertion of type jwt-bearer is needed.");
        }

        if (await assertions.ObjectionAsync(assertion, request.Address(request.Path)) is { } objection)
        {
            return Refusal(401, "invalid_client", objection);
        }

        var seconds = settings().TokenSeconds;
        return MockAnswer
            .Json(
                200,
                new Dictionary<string, object>
                {
                    ["access_token"] = tokens.Issue(TimeSpan.FromSeconds(seconds)),
                    ["token_type"] = "bearer",
                    ["expires_in"] = seconds,
                    ["scope"] = request.Parameter("scope") ?? "system/*.*",
                }
            )
            .With("Cache-Control", "no-store");
    }

    private static MockAnswer Refusal(int status, string error, string description) =>
        MockAnswer.Json(
            status,
            new Dictionary<string, string> { ["error"] = error, ["error_description"] = description }
        );
}
