using System.Text.Json;
using KryptonFunctions.Tests.Architecture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Integration;

/// <summary>
/// Every problem that the app can answer has a sentence for the clinician, in <c>Problems.fr.json</c> of the workbench,
/// and no other has.
/// </summary>
public sealed class ProblemSentenceTests
{
    private const int MaxSentence = 100;

    /// <summary>By code, in the order of the file.</summary>
    internal static IReadOnlyDictionary<string, string> Sentences { get; } =
        JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(Path.Combine(SolutionFolder.Path, "infra/local/Workbench/Problems.fr.json"))
        )!;

    [Fact]
    public void EveryCodeHasASentenceAndNoOtherHas() =>
        Sentences.Keys.Order(StringComparer.Ordinal).ShouldBe(ProblemCodes.Statuses.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void EveryFailureIsMadeWithItsCodeInPlace() => ProblemCodes.Hidden().ShouldBeEmpty();

    [Fact]
    public void ACodeHasOneStatus() =>
        ProblemCodes.Statuses.Where(code => code.Value.Count != 1).Select(code => code.Key).ShouldBeEmpty();

    [Fact]
    public void TheSentencesAreShortAndSorted()
    {
        Sentences.Keys.ShouldBe(Sentences.Keys.Order(StringComparer.Ordinal));
        Sentences.Values.Where(s => s.Length > MaxSentence || !s.EndsWith('.')).ShouldBeEmpty();
    }
}
