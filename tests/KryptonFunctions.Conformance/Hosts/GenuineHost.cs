using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AzuriteServer;

namespace KryptonFunctions.Conformance.Hosts;

/// <summary>The built app under WorkerHost, so under the genuine extension, with an Azurite of its own.</summary>
internal sealed class GenuineHost : IScenarioHost
{
    private readonly DirectoryInfo data;
    private readonly Azurite azurite;
    private readonly HostProcess process;
    private readonly HttpClient http;

    private GenuineHost(DirectoryInfo data, Azurite azurite, HostProcess process)
    {
        this.data = data;
        this.azurite = azurite;
        this.process = process;
        http = new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromMinutes(5) };
    }

    /// <summary>Returns when it has done what is done once.</summary>
    public static async Task<IScenarioHost> StartAsync()
    {
        // In a folder: all in memory, Azurite stops answering for a while under a task hub's load.
        var folder = Directory.CreateTempSubdirectory("conformance-");
        var storage = await Azurite.StartAsync(new AzuriteOptions { DataFolder = folder.FullName });
        try
        {
            var host = new GenuineHost(folder, storage, await HostProcess.StartAsync(storage.ConnectionString));
            await Task.WhenAll(Enumerable.Repeat(nameof(ActivityScenarios.ActivityChain), 8).Select(host.RunAsync));
            return host;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public async Task<JsonObject> RunAsync(string scenario)
    {
        using var answer = await http.PostAsync(new Uri($"api/scenarios/{scenario}", UriKind.Relative), content: null);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await process.DisposeAsync();
        await azurite.DisposeAsync();
        data.Delete(recursive: true);
    }
}
