using Shouldly;
using Xunit;

namespace KryptonFunctions.Conformance;

/// <summary>The genuine extension still does what was recorded: a recording that is out of date shows here.</summary>
public sealed class GenuineExtension(GenuineHostRuns runs) : IClassFixture<GenuineHostRuns>
{
    public static TheoryData<string> Names => EveryScenario.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task DoesWhatWasRecorded(string scenario) => (await runs.DifferencesAsync(scenario)).ShouldBeEmpty();
}
