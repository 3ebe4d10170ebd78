using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonFunctions.Benchmarks.Rcps;
using Runner;
using Runner.Dcc;

namespace KryptonFunctions.Benchmarks.Interactive;

/// <summary>
/// A user of the DCC with an RCP, a patient and a study of their own, who calls the functions over HTTP.
/// </summary>
internal sealed class InteractiveCaller(HttpClient http, LocalStack stack, int number)
{
    private string rcpId = "";
    private string patientId = "";
    private AuthenticationHeaderValue? authorization;

    /// <summary>Signs in, as another user each time: so many links in a minute no user may ask for.</summary>
    public async Task SignInAsync()
    {
        var user = $"dr-{Guid.NewGuid():N}";
        rcpId = $"RCP-{number}";
        using var answer = await http.PostAsJsonAsync(
            new Uri(stack.Dcc, "/token"),
            new
            {
                user,
                roles = new[] { "care" },
                careOfRcp = new[] { rcpId },
            }
        );
        var token = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TokenAnswer>();
        authorization = new AuthenticationHeaderValue("Bearer", token!.AccessToken);

        var found = JsonNode.Parse(await SendUntilAnsweredAsync(HttpMethod.Post, "identity-searches", Search()))!;
        patientId = (string)found["candidates"]![0]!["patientId"]!;
    }

    public Task<double> SearchAsync() => TimeAsync(HttpMethod.Post, "identity-searches", Search());

    /// <summary>An RCP with the caller's patient, so that there is a board to look at.</summary>
    public Task AnnounceAsync() =>
        SendAsync(
            HttpMethod.Put,
            $"rcps/{rcpId}",
            new
            {
                startsAt = DateTimeOffset.UtcNow.AddDays(7),
                prefiches = new[] { new { preFicheId = "PF-1", patient = LoadPopulation.Asked(number) } },
            }
        );

    /// <summary>Ends when nothing of the RCP asks Krypton any more.</summary>
    public async Task IsSearchedAsync()
    {
        while (!(await SendAsync(HttpMethod.Get, $"rcps/{rcpId}")).Contains("awaitingChoice", StringComparison.Ordinal))
        {
            await Task.Delay(LoadedRcp.LookEvery);
        }
    }

    public Task<double> BoardAsync() => TimeAsync(HttpMethod.Get, $"rcps/{rcpId}");

    public Task<double> ListAsync() => TimeAsync(HttpMethod.Get, $"patients/{patientId}/studies?rcpId={rcpId}");

    public Task<double> LinkAsync() =>
        TimeAsync(
            HttpMethod.Post,
            "viewer-links",
            new
            {
                context = new { rcpId },
                patientId,
                studyUids = new[] { LoadPopulation.StudyUid(number, 1) },
                layout = "single",
                viewer = "web",
            }
        );

    private object Search() => new { context = new { rcpId }, patient = LoadPopulation.Asked(number) };

    /// <summary>Milliseconds from the request to the end of the answer.</summary>
    private async Task<double> TimeAsync(HttpMethod method, string path, object? body = null)
    {
        var start = Stopwatch.GetTimestamp();
        await SendAsync(method, path, body);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>The first search of a cold process on a busy machine may pass its deadline; it is sent again.</summary>
    private async Task<string> SendUntilAnsweredAsync(HttpMethod method, string path, object body)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendAsync(method, path, body);
            }
            catch (HttpRequestException busy)
                when (busy.StatusCode == HttpStatusCode.ServiceUnavailable && attempt < 10)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        }
    }

    private async Task<string> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(stack.Functions, $"/api/v1/{path}"));
        request.Headers.Authorization = authorization;
        request.Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? text
            : throw new HttpRequestException($"{method} {path}: {text}", null, answer.StatusCode);
    }
}
