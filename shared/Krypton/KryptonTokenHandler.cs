using System.Net;
using System.Net.Http.Headers;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Puts the access token on each attempt; where Krypton refuses it (401), asks for a fresh one and tries once more.
/// </summary>
internal sealed class KryptonTokenHandler(KryptonTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var token = await tokens.GetAsync(refused: null, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        response.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await tokens.GetAsync(refused: token, cancellationToken)
        );
        return await base.SendAsync(request, cancellationToken);
    }
}
