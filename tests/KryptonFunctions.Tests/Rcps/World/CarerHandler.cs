using System.Net.Http.Headers;
using System.Net.Http.Json;
using KryptonFunctions.Tests.Fixture;
using Runner.Dcc;

namespace KryptonFunctions.Tests.Rcps.World;

/// <summary>
/// Sends the calls of a world's carer to the host that runs now, each with a token of its own: tokens live for minutes
/// of a clock that the test moves by days.
/// </summary>
internal sealed class CarerHandler(PrefetchWorld world, DccStandIn dcc) : DelegatingHandler(Innermost())
{
    private readonly HttpClient tokens = new();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        using var answer = await tokens.PostAsJsonAsync(
            new Uri(dcc.Address, "/token"),
            new
            {
                user = PrefetchWorld.Carer.User,
                name = PrefetchWorld.Carer.Name,
                rpps = PrefetchWorld.Carer.SubjectNameId[1..],
                roles = PrefetchWorld.Carer.Roles,
                careOfRcp = PrefetchWorld.Carer.CareOf.Rcps,
            },
            cancellationToken
        );
        var token = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TokenAnswer>(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token!.AccessToken);
        request.RequestUri = new Uri(world.Host.BaseAddress, request.RequestUri!.PathAndQuery);
        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            tokens.Dispose();
        }

        base.Dispose(disposing);
    }

    private static ContractHandler Innermost() => new(new SocketsHttpHandler { AllowAutoRedirect = false });
}
