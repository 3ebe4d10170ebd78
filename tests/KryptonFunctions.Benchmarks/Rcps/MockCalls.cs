using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace KryptonFunctions.Benchmarks.Rcps;

/// <summary>The administration of the mock: what it is told, and what it was asked.</summary>
internal sealed class MockCalls(HttpClient http, Uri mock)
{
    public async Task TakeMillisecondsAsync(int latency)
    {
        using var answer = await http.PutAsJsonAsync(
            new Uri(mock, "/__krypton/settings"),
            new { latencyMilliseconds = latency }
        );
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Patients and their studies, beside those that it knows.</summary>
    public async Task KnowAsync(IEnumerable<JsonObject> resources)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(mock, "/__krypton/patients"), resources);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<int> OrdersAsync() => (await ByKindAsync()).GetValueOrDefault("order");

    /// <summary>The number of calls of each kind; the recorded requests themselves are not fetched.</summary>
    public async Task<IReadOnlyDictionary<string, int>> ByKindAsync()
    {
        var answer = await http.GetFromJsonAsync<JsonObject>(new Uri(mock, "/__krypton/requests?call=none"));
        return answer!["counts"]!.AsObject().ToDictionary(kind => kind.Key, kind => (int)kind.Value!);
    }
}
