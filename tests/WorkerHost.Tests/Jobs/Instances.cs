using WorkerHost.Tests.Running;
using Xunit;

namespace WorkerHost.Tests.Jobs;

/// <summary>Orchestrations of the app under test, by its HTTP functions.</summary>
internal static class Instances
{
    public static async Task<string> StartAsync(HttpClient http, string orchestrator, string input)
    {
        using var answer = await http.PostAsync(
            $"api/start/{orchestrator}/{input}",
            content: null,
            TestContext.Current.CancellationToken
        );
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Status and output, once it has ended.</summary>
    public static Task<string> OutcomeAsync(HttpClient http, string instance) =>
        Eventually.GetAsync(async () =>
        {
            using var answer = await http.GetAsync($"api/status/{instance}", TestContext.Current.CancellationToken);
            var status = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            string[] ends = ["Completed", "Failed"];
            return ends.Any(end => status.StartsWith(end, StringComparison.Ordinal)) ? status : null;
        });
}
