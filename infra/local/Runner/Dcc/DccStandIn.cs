using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Runner.Dcc;

/// <summary>
/// Stands in for the DCC on a developer's machine: gives anybody a DCC-signed token with the claims that are asked for
/// (<c>POST /token</c>), publishes the key (<c>GET /jwks</c>), and takes the news of meetings (<c>/webhook</c>).
/// Functions outside the local environment trust no such key.
/// </summary>
public sealed class DccStandIn : IAsyncDisposable
{
    /// <summary>Claim <c>iss</c>, whatever the port.</summary>
    public const string Issuer = "http://localhost:8090";

    /// <summary>Claim <c>aud</c>.</summary>
    public const string Audience = "krypton-functions";

    private readonly WebApplication web;

    private DccStandIn(WebApplication web) => this.web = web;

    /// <summary>What the functions told of their meetings.</summary>
    public ReceivedNews News => web.Services.GetRequiredService<ReceivedNews>();

    /// <summary>Where it listens.</summary>
    public Uri Address => new(web.Urls.Single());

    /// <param name="port">0 takes a free one.</param>
    /// <param name="time">The clock of the tokens' lifetimes.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<DccStandIn> StartAsync(
        int port,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder
            .Services.AddSingleton(time ?? TimeProvider.System)
            .AddSingleton<DccTokens>()
            .AddSingleton<ReceivedNews>();
        var app = builder.Build();
        app.MapGet("/", () => Results.Content(DccStartPage.Html, "text/html; charset=utf-8"));
        app.MapGet("/jwks", (DccTokens tokens) => tokens.KeySet());
        app.MapPost("/token", GiveTokenAsync);
        app.MapGet("/webhook", (ReceivedNews news) => new { news = news.All });
        app.MapPost(
            "/webhook",
            (HttpRequest request, ReceivedNews news, CancellationToken cancellation) =>
                news.TakeAsync(request, cancellation)
        );
        await app.StartAsync(cancellationToken);
        return new DccStandIn(app);
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

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
