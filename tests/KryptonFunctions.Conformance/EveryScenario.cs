using Shouldly;
using Xunit;

namespace KryptonFunctions.Conformance;

/// <summary>The test host does what the genuine extension did when it was recorded.</summary>
public sealed class EveryScenario(TestHostRuns runs, ITestOutputHelper output) : IClassFixture<TestHostRuns>
{
    public static TheoryData<string> Names => [.. Drive.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AgreesWithTheGenuineExtensionUnlessItDiffersOnPurpose(string scenario)
    {
        var differences = await runs.DifferencesAsync(scenario);
        if (DeliberateDifferences.Reasons.TryGetValue(scenario, out var reason))
        {
            differences.ShouldNotBeEmpty($"{scenario} is listed as a deliberate difference ({reason}), and agrees.");
        }
        else
        {
            differences.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task AtMostFiveDifferOnPurpose()
    {
        var all = await Task.WhenAll(Drive.All.Keys.Select(runs.DifferencesAsync));
        var agreeing = all.Count(differences => differences.Count == 0);
        output.WriteLine($"{agreeing} of {all.Length} scenarios agree.");

        agreeing.ShouldBeGreaterThanOrEqualTo(all.Length - DeliberateDifferences.AtMost);
        DeliberateDifferences.Reasons.Count.ShouldBeLessThanOrEqualTo(DeliberateDifferences.AtMost);
    }
}
