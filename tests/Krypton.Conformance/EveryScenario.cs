using Shouldly;
using Xunit;

namespace Krypton.Conformance;

public sealed class EveryScenario(InMemoryRuns runs, ITestOutputHelper output) : IClassFixture<InMemoryRuns>
{
    public static TheoryData<string> Names => [.. Drive.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AgreesWithTheGenuineEngineUnlessItDiffersOnPurpose(string scenario)
    {
        IReadOnlyList<string> differences = await runs.DifferencesAsync(scenario);
        if (DeliberateDifferences.Reasons.TryGetValue(scenario, out string? reason))
        {
            differences.ShouldNotBeEmpty($"{scenario} is listed as a deliberate difference ({reason}), and agrees.");
        }
        else
        {
            differences.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task TheListOfDeliberateDifferencesIsShortAndAllOthersAgree()
    {
        int agreeing = await runs.AgreeingAsync();
        output.WriteLine($"{agreeing} of {Drive.All.Count} scenarios agree, {DeliberateDifferences.Reasons.Count} differ on purpose.");
        DeliberateDifferences.Reasons.Count.ShouldBeLessThanOrEqualTo(DeliberateDifferences.AtMost);
        agreeing.ShouldBe(Drive.All.Count - DeliberateDifferences.Reasons.Count);
    }
}
