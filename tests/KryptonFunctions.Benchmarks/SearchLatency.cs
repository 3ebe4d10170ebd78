using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runner;
using Runner.Dcc;

namespace KryptonFunctions.Benchmarks;

/// <summary>
/// How long a search takes over HTTP, one at a time, from the DCC's request to the end of the answer, with a Krypton
/// that takes as long as it is told for each request: what lies over (waves × that time) is ours, storage and traces
/// included; and what a Krypton too slow for the deadline gives.
/// </summary>
internal sealed class SearchLatency(HttpClient http, LocalStack stack)
{
    private const int SearchesOfAUser = 50;
    private const string Rcp = "RCP-LATENCY";

    private sealed record Sample(double Milliseconds, int Waves, bool Complete);

    public static async Task<int> RunAsync()
    {
        await using var stack = await LocalStack.StartAsync(
            new StackOptions { Ports = StackPorts.Free, Log = _ => { } }
        );
        using var http = new HttpClient();
        var latency = new SearchLatency(http, stack);
        await latency.MeasureAsync(milliseconds: 0, searches: 100);
        Over(200, await latency.MeasureAsync(milliseconds: 200, searches: 200));
        Deadline(await latency.MeasureAsync(milliseconds: 1500, searches: 20));
        return 0;
    }

    private static void Over(double milliseconds, List<Sample> samples)
    {
        var over = samples.Select(sample => sample.Milliseconds - (sample.Waves * milliseconds)).Order().ToList();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{milliseconds} ms a request, {samples.Count} searches of {samples.Average(s => s.Waves):0.0} waves: "
                    + $"over waves × {milliseconds} ms median {Percentile.Of(over, 0.5):0.0} ms, p95 "
                    + $"{Percentile.Of(over, 0.95):0.0} ms; the longest search {samples.Max(s => s.Milliseconds):0} "
                    + $"ms; complete {samples.Count(s => s.Complete)}"
            )
        );
    }

    private static void Deadline(List<Sample> samples) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"1500 ms a request, {samples.Count} searches, deadline 4 s: the longest "
                    + $"{samples.Max(s => s.Milliseconds):0} ms; marked as not complete "
                    + $"{samples.Count(s => !s.Complete)}"
            )
        );

    private async Task<List<Sample>> MeasureAsync(double milliseconds, int searches)
    {
        (
            await http.PutAsJsonAsync(
                new Uri(stack.Mock, "/__krypton/settings"),
                new { latencyMilliseconds = milliseconds }
            )
        )
            .EnsureSuccessStatusCode()
            .Dispose();
        var samples = new List<Sample>();
        for (var number = 0; number < searches; number++)
        {
            if (number % SearchesOfAUser == 0)
            {
                await SignInAsync($"dr-{milliseconds}-{number}");
            }

            samples.Add(await SearchAsync(number));
        }

        return samples;
    }

    // A user may search only so often a minute.
    private async Task SignInAsync(string user)
    {
        using var answer = await http.PostAsJsonAsync(
            new Uri(stack.Dcc, "/token"),
            new
            {
                user,
                roles = new[] { "care" },
                careOfRcp = new[] { Rcp },
            }
        );
        var token = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<TokenAnswer>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token!.AccessToken);
    }

    private async Task<Sample> SearchAsync(int number)
    {
        var patient = new
        {
            birthName = number % 2 == 0 ? "DUPONT-MARTIN" : "MARTIN",
            givenNames = new[] { "MARIE-CLAUDE" },
            sex = "female",
            birthDate = $"{1930 + (number % 60)}-{1 + (number % 12):00}-12",
        };
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsJsonAsync(
            new Uri(stack.Functions, "/api/v1/identity-searches"),
            new { context = new { rcpId = Rcp }, patient },
            JsonSerializerOptions.Web
        );
        var text = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var body = JsonNode.Parse(text)!;
        return new Sample(elapsed, (int)body["coverage"]!["waves"]!, (bool)body["complete"]!);
    }
}
