using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonMock.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Runner;

namespace KryptonFunctions.Benchmarks.Load;

/// <summary>
/// What a call would take if there were nothing but it: a minimal API that sends Krypton the requests that the app was
/// seen to send, those of one wave together, and answers with nothing. No identity, no rules, no trace.
/// </summary>
internal sealed class BareApi : IAsyncDisposable
{
    /// <summary>Requests that begin within this time of the first of them were sent together.</summary>
    private static readonly TimeSpan OneWave = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication api;
    private readonly ServiceProvider services;
    private readonly HttpClient http = new();
    private readonly LocalStack stack;
    private readonly Dictionary<string, List<RecordedRequest[]>> calls = new(StringComparer.Ordinal);

    private BareApi(WebApplication api, ServiceProvider services, LocalStack stack) =>
        (this.api, this.services, this.stack) = (api, services, stack);

    public Uri Address => new(api.Urls.Single());

    public static async Task<BareApi> StartAsync(LocalStack stack)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["App:Environment"] = nameof(AppEnvironment.Local),
                    [AppStorage.Setting] = stack.Storage.ConnectionString,
                    ["Krypton:FhirBaseUrl"] = $"{stack.Mock}fhir",
                    ["Krypton:DicomWebBaseUrl"] = $"{stack.Mock}dicomweb",
                    ["Krypton:CentralDicomWebBaseUrl"] = $"{stack.Mock}central/dicomweb",
                    ["Krypton:TokenUrl"] = $"{stack.Mock}token",
                    ["Krypton:ViewerTemplate"] = $"{stack.Mock}viewer?studyUID={{studyUIDs}}",
                }
            )
            .Build();
        var tokens = new ServiceCollection()
            .AddLogging()
            .AddAccess(configuration)
            .AddKryptonClients(configuration)
            .BuildServiceProvider();
        var bare = new BareApi(builder.Build(), tokens, stack);
        bare.api.MapGet("/{call}", (string call) => bare.AnswerAsync(call));
        await bare.api.StartAsync();
        return bare;
    }

    /// <summary>
    /// Learns a call from the app: Krypton takes 200 ms meanwhile, so that the waves can be told apart.
    /// </summary>
    public async Task LearnAsync(string name, Func<Task> call)
    {
        await call();
        using (await http.DeleteAsync(new Uri(stack.Mock, "/__krypton/requests"))) { }

        await call();
        var seen = await http.GetFromJsonAsync<Seen>(
            new Uri(stack.Mock, "/__krypton/requests"),
            new JsonSerializerOptions(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } }
        );
        var waves = new List<List<RecordedRequest>>();
        var ours = seen!.Requests.Where(request => request.Call is not (CallType.Audit or CallType.Token));
        foreach (var request in ours.OrderBy(request => request.At))
        {
            if (waves is [.., var last] && request.At - last[0].At < OneWave)
            {
                last.Add(request);
            }
            else
            {
                waves.Add([request]);
            }
        }

        calls[name] = [.. waves.Select(wave => wave.ToArray())];
        Console.WriteLine($"{name}: {waves.Count} waves, {waves.Sum(wave => wave.Count)} requests to Krypton");
    }

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        await services.DisposeAsync();
        http.Dispose();
    }

    private async Task<string> AnswerAsync(string call)
    {
        var token = await services.GetRequiredService<KryptonTokens>().GetAsync(refused: null, CancellationToken.None);
        foreach (var wave in calls[call])
        {
            await Task.WhenAll(wave.Select(request => SendAsync(request, token)));
        }

        return "{}";
    }

    private async Task SendAsync(RecordedRequest recorded, string token)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Parse(recorded.Method),
            new Uri(stack.Mock, recorded.Path + recorded.Query)
        );
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var accept in recorded.Headers.Where(h => h.Key.Equals("accept", StringComparison.OrdinalIgnoreCase)))
        {
            request.Headers.TryAddWithoutValidation(accept.Key, accept.Value);
        }

        if (recorded.Body.Length > 0)
        {
            request.Content = new StringContent(recorded.Body, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(
                recorded.Headers.First(h => h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value
            );
        }

        using var answer = await http.SendAsync(request);
        await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    private sealed record Seen(IReadOnlyList<RecordedRequest> Requests);
}
