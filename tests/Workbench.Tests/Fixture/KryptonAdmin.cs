using System.Net.Http.Json;
using Shouldly;

namespace Workbench.Tests.Fixture;

/// <summary>The administration of the Krypton mock, beside the presenter's bar.</summary>
internal sealed class KryptonAdmin(Uri mock) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(mock, "/__krypton/") };

    /// <summary>The next answer about patients ends in the middle.</summary>
    public async Task BreaksOneAnswerOff()
    {
        using var answer = await http.PostAsJsonAsync(
            "faults",
            new
            {
                kind = "brokenJson",
                call = "patientSearch",
                times = 1,
            }
        );
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    public async Task TransfersTake(int seconds)
    {
        using var answer = await http.PutAsJsonAsync("settings", new { repatriationSeconds = seconds });
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    /// <summary>As it was at the start.</summary>
    public async Task IsWell()
    {
        using var answer = await http.DeleteAsync("faults");
        answer.IsSuccessStatusCode.ShouldBeTrue();
        await TransfersTake(RunningWorkbench.TransferSeconds);
    }

    public Task<string> Settings() => http.GetStringAsync("settings");

    public void Dispose() => http.Dispose();
}
