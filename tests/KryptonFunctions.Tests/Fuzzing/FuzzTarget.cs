using System.Text;
using KryptonFunctions.Tests.Architecture;

namespace KryptonFunctions.Tests.Fuzzing;

/// <summary>
/// A parser of ours, and what begins its inputs: <c>Corpus/NAME.txt</c>, a good or once harmful input a line.
/// </summary>
/// <param name="Name">Of the parser and its corpus.</param>
/// <param name="Read">Reads an input; whatever it throws is a fault, a refusal is no exception.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Read)
{
    /// <summary>A parser of texts. What is no UTF-8 comes as half a surrogate pair.</summary>
    public static FuzzTarget OfText(string name, Action<string> read) =>
        new(name, bytes => read(Encoding.UTF8.GetString(bytes).Replace('\uFFFD', '\uD83D')));

    public IReadOnlyList<byte[]> Corpus() =>
        [.. File.ReadLines(Path.Combine(Folder, $"{Name}.txt")).Select(Encoding.UTF8.GetBytes)];

    private static string Folder { get; } =
        Path.Combine(SolutionFolder.Path, "tests/KryptonFunctions.Tests/Fuzzing/Corpus");

    public override string ToString() => Name;
}
