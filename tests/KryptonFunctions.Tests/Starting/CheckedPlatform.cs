using System.Text.Json.Nodes;
using Runner.Platforms;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Starting;

/// <summary>What <c>check-platform --json</c> says of a platform, asked in this process.</summary>
internal sealed record CheckedPlatform(int Code, string Text)
{
    public string? Setting(string name) => (string?)JsonNode.Parse(Text)!["settings"]![$"Krypton__{name}"];

    public static async Task<CheckedPlatform> Of(Uri address, string? patient = null)
    {
        List<AskedPatient> asked = [];
        if (patient is not null)
        {
            AskedPatient.TryParse(patient, out var parsed).ShouldBeTrue();
            asked.Add(parsed!);
        }

        var report = await CheckPlatform.AskAsync(address, asked, TestContext.Current.CancellationToken);
        await using var text = new StringWriter();
        report.Write(text, asJson: true);
        return new((int)report.ExitCode, text.ToString());
    }
}
