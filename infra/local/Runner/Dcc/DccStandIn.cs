using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workbench;

namespace Runner.Dcc;

/// <summary>
/// Stands in for the DCC on a developer's machine: gives anybody a DCC-signed token with the claims that are asked for
/// (<c>POST /token</c>), publishes the key (<c>GET /jwks</c>), takes the news of meetings (<c>/webhook</c>), and serves
/// the workbench.
/// Functions outside the local environment trust no such key.
/// </summary>
public sealed class DccStandIn : IAsyncDisposable
{
    /// <summary>Claim <c>iss</c>, whatever the port.</summary>
    public const string Issuer = "http://localhost:8090";

    /// <summary>Claim <c>aud</c>.</summary>
    public const string Audience = "krypton-functions";

    private readonly WebApplication web;
    private readonly DccTokens tokens;

    private DccStandIn(WebApplication web, DccTokens tokens) => (this.web, this.tokens) = (web, tokens);

    /// <summary>What the functions told of their meetings.</summary>
    public ReceivedNews News => web.Services.GetRequiredService<ReceivedNews>();

    /// <summary>Where it listens.</summary>
    public Uri Address => new(web.Urls.Single());

    /// <param name="port">0 takes a free one.</param>
    /// <param name="time">The clock of the tokens' lifetimes.</param>
    /// <param name="places">Where the rest of the system is, for the workbench; null: no workbench.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<DccStandIn> StartAsync(
        int port,
        TimeProvider? time = null,
        DccPlaces? places = null,
        CancellationToken cancellationToken = default
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSingleton(time ?? TimeProvider.System).AddSingleton<ReceivedNews>();
        var signer = new DccTokens(time ?? TimeProvider.System);
        if (places is not null)
        {
            builder.Services.AddWorkbench(places.Workbench(signer));
        }

        var app = builder.Build();
        if (places is not null)
        {
            app.MapWorkbench();
        }

        app.MapGet("/jwks", signer.KeySet);
        app.MapPost(
            "/token",
            (HttpRequest request, CancellationToken cancellation) => GiveTokenAsync(request, signer, cancellation)
        );
        app.MapGet("/webhook", (ReceivedNews news) => new { news = news.All });
        app.MapPost(
            "/webhook",
            (HttpRequest request, ReceivedNews news, CancellationToken cancellation) =>
                news.TakeAsync(request, cancellation)
        );
        await app.StartAsync(cancellationToken);
        return new DccStandIn(app, signer);
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        tokens.Dispose();
    }

    private static async Task<IResult> GiveTokenAsync(
        HttpRequest request,
        DccTokens tokens,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var asked = await JsonSerializer.DeserializeAsync<TokenRequest>(
                request.Body,
                JsonSerializerOptions.Web,
                cancellationToken
            );
            if (asked is null)
            {
                return Refuse("The body is null: a JSON object is needed.");
            }

            var errors = asked.Errors();
            return errors.Count > 0 ? Results.ValidationProblem(errors) : Results.Ok(tokens.Sign(asked));
        }
        catch (JsonException wrong)
        {
            return Refuse($"The body is no JSON object of this form: {wrong.Message}");
        }
    }

    private static IResult Refuse(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}
