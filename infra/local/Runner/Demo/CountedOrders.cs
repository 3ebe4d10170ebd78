using System.Text.Json.Nodes;

namespace Runner.Demo;

/// <summary>The orders as the mock counted them, which no bug of ours can touch up.</summary>
public sealed class CountedOrders(HttpClient http, Uri mock)
{
    /// <summary>The study of each order of an RCP, one entry an order.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string rcpId, CancellationToken cancellationToken)
    {
        var answer = JsonNode.Parse(
            await http.GetStringAsync(new Uri(mock, $"/__krypton/orders?rcp={rcpId}"), cancellationToken)
        )!;
        return [.. answer["orders"]!.AsArray().Select(order => (string)order!["studyUid"]!)];
    }
}
