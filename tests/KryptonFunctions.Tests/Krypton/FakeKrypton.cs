using System.Collections.Concurrent;
using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>
/// A server that answers as a test says, for what no platform should do; and our clients, set up against it. The token
/// endpoint works unless told otherwise.
/// </summary>
public sealed class FakeKrypton : IAsyncDisposable
{
    private readonly WebApplication server;
    private ServiceProvider? services;

    private FakeKrypton(WebApplication server) => this.server = server;

    public string Address => server.Urls.First();

    /// <summary>What is answered to everything but the token request.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = http => Json(http, "{}");

    /// <summary>What is answered to the token request.</summary>
    public Func<HttpContext, Task> Token { get; set; } =
        http => Json(http, $$"""{"access_token":"token-{{Guid.NewGuid():N}}","expires_in":300}""");

    /// <summary>Requests in their order: method, path with query, and body.</summary>
    public ConcurrentQueue<SeenRequest> Seen { get; } = [];

    public IEnumerable<SeenRequest> SeenTokens => Seen.Where(r => r.Path == "/token");

    public IEnumerable<SeenRequest> SeenCalls => Seen.Where(r => r.Path != "/token");

    public static async Task<FakeKrypton> StartAsync(Func<HttpContext, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var fake = new FakeKrypton(app);
        fake.Answer = answer ?? fake.Answer;
        app.Run(fake.RespondAsync);
        await app.StartAsync();
        return fake;
    }

    public static Task Json(HttpContext http, string body, string type = "application/fhir+json")
    {
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    }

    /// <summary>Until the client gives up.</summary>
    public static async Task Never(HttpContext http) =>
        await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>One of our clients. Settings are those of a hasty system: repeats follow at once.</summary>
    public T Client<T>(params (string Name, object Value)[] settings)
        where T : notnull => Services(TimeProvider.System, settings).GetRequiredService<T>();

    public ServiceProvider Services(TimeProvider time, params (string Name, object Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["App:Environment"] = "local",
                    ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
                    ["Krypton:FhirBaseUrl"] = $"{Address}/fhir",
                    ["Krypton:DicomWebBaseUrl"] = $"{Address}/dicomweb",
                    ["Krypton:CentralDicomWebBaseUrl"] = $"{Address}/central/dicomweb",
                    ["Krypton:TokenUrl"] = $"{Address}/token",
                    ["Krypton:ViewerTemplate"] = $"{Address}/viewer?studyUID={{studyUIDs}}",
                    ["Krypton:RetryDelaySeconds"] = "0.001",
                }
            )
            .AddInMemoryCollection(
                settings.Select(s => KeyValuePair.Create($"Krypton:{s.Name}", (string?)$"{s.Value}"))
            )
            .Build();
        return services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddAccess(configuration)
            .AddKryptonClients(configuration)
            .BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }

        await server.DisposeAsync();
    }

    private async Task RespondAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        Seen.Enqueue(
            new SeenRequest(
                http.Request.Method,
                http.Request.Path,
                http.Request.QueryString.Value ?? "",
                body,
                http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase)
            )
        );
        await (http.Request.Path == "/token" ? Token(http) : Answer(http));
    }
}

/// <summary>A request as it arrived.</summary>
public sealed record SeenRequest(
    string Method,
    string Path,
    string Query,
    string Body,
    IReadOnlyDictionary<string, string> Headers
);
