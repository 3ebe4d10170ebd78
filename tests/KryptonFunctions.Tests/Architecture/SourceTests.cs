using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Architecture;

/// <summary>What the house rules say about the sources themselves.</summary>
public sealed partial class SourceTests
{
    [Fact]
    public void NoFileIsLongerThan250Lines() =>
        Sources().Where(file => File.ReadLines(file).Count() > 250).Select(Name).ShouldBeEmpty();

    [Fact]
    public void HalfOfTheFilesHaveAtMostEightyLinesAndNineTenths180()
    {
        var lengths = Sources().Select(file => File.ReadLines(file).Count()).Order().ToList();
        lengths[lengths.Count / 2].ShouldBeLessThanOrEqualTo(80);
        lengths[lengths.Count * 9 / 10].ShouldBeLessThanOrEqualTo(180);
    }

    /// <summary>
    /// A wait for a time is a test that fails on a slow day; <see cref="Fixture.Eventually"/> waits for a condition.
    /// </summary>
    [Fact]
    public void NoTestWaitsForATime() =>
        Sources("tests")
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}FunctionsHost{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            )
            .Where(file =>
                Path.GetFileName(file) is not ("Eventually.cs" or "SourceTests.cs" or "OrchestratorTests.cs")
                && !file.Contains("KryptonFunctions.Benchmarks", StringComparison.Ordinal)
                && !file.Contains("KryptonFunctions.Conformance", StringComparison.Ordinal)
                && !file.Contains("WrongOnPurpose", StringComparison.Ordinal)
            )
            .Where(file => Waits.IsMatch(File.ReadAllText(file)))
            .Select(Name)
            .ShouldBeEmpty();

    [Fact]
    public void NoFileIsADrawerForLeftovers() =>
        Sources()
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => Drawers.IsMatch(name))
            .ShouldBeEmpty();

    internal static IEnumerable<string> Sources(string folder = ".") =>
        Directory
            .EnumerateFiles(Path.Combine(SolutionFolder.Path, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Generated.IsMatch(file));

    internal static string Name(string file) => Path.GetRelativePath(SolutionFolder.Path, file);

    [GeneratedRegex(
        @"Thread\.Sleep\(|Task\.Delay\((?!Timeout\.Infinite)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Waits { get; }

    [GeneratedRegex("(Helpers?|Utils?|Common|Misc)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Drawers { get; }

    [GeneratedRegex(@"[/\\](bin|obj|node_modules)[/\\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Generated { get; }
}
