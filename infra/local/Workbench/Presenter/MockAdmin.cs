using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Workbench.Presenter;

/// <summary>How Krypton's stand-in is set now.</summary>
/// <param name="Faults">The presets that are on.</param>
/// <param name="RepatriationSeconds">How long a transfer takes.</param>
public sealed record MockState(IReadOnlyList<string> Faults, double RepatriationSeconds);

/// <summary>The administration of the Krypton mock: for the presenter, and no part of what a DCC calls.</summary>
internal sealed class MockAdmin(HttpClient http, WorkbenchOptions options)
{
    /// <summary>False in the lab: real archives have no faults to switch on.</summary>
    public bool Exists => options.Mock is not null;

    /// <summary>Null where the mock does not answer.</summary>
    public async Task<MockState?> ReadAsync()
    {
        try
        {
            var faults = await http.GetFromJsonAsync<JsonNode>(Address("faults"));
            var settings = await http.GetFromJsonAsync<JsonNode>(Address("settings"));
            var kinds = Listed(faults).Select(fault => (string?)fault?["kind"]).ToHashSet(StringComparer.Ordinal);
            return new MockState(
                [.. FaultPreset.All.Where(preset => kinds.Contains(preset.Mark)).Select(preset => preset.Id)],
                (double?)settings?["repatriationSeconds"] ?? 0
            );
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>Takes all faults back, then sets those of the preset.</summary>
    public async Task SetAsync(FaultPreset? preset)
    {
        using var forgotten = await http.DeleteAsync(Address("faults"));
        foreach (var fault in preset?.Faults ?? [])
        {
            using var set = await http.PostAsJsonAsync(Address("faults"), fault);
        }
    }

    public async Task SetTransferTimeAsync(double seconds)
    {
        using var set = await http.PutAsJsonAsync(Address("settings"), new { repatriationSeconds = seconds });
    }

    private static IEnumerable<JsonNode?> Listed(JsonNode? answer) =>
        (answer as JsonArray ?? answer?["faults"] as JsonArray) ?? [];

    private Uri Address(string path) => new(options.Mock!, $"/__krypton/{path}");
}
