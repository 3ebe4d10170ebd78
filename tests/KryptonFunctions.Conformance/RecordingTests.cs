using KryptonFunctions.Conformance.Recording;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Conformance;

/// <summary>The recording is of these scenarios and of the packages that restore.</summary>
public sealed class RecordingTests
{
    [Fact]
    public void HasEveryScenarioAndNoOther() => Recorded.Scenarios.ShouldBe(Drive.All.Keys, ignoreOrder: true);

    [Fact]
    public void IsOfTheVersionsThatRestore() =>
        Recorded.Versions.ShouldBe(PackageVersions.Genuine(), ignoreOrder: true, "Record anew: docs/host.md.");

    [Fact]
    public void IsOfTheVersionsThatTheTestHostHas() =>
        PackageVersions.OfTheTestHost().ShouldBeSubsetOf(Recorded.Versions);
}
