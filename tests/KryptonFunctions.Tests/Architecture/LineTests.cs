using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Architecture;

/// <summary>A line is read at a glance: a file is not made short by making it wide.</summary>
public sealed partial class LineTests
{
    private const int MaxCharacters = 120;

    [Fact]
    public void NoLineOfCodeIsLongerThan120Characters() =>
        SourceTests.Sources().SelectMany(file => TooLong(file, File.ReadLines(file).Index())).ShouldBeEmpty();

    /// <summary>Tables, code and addresses are as long as they are.</summary>
    [Fact]
    public void NoLineOfADocumentIsLongerThan120Characters() =>
        Documents().SelectMany(file => TooLong(file, Prose(file))).ShouldBeEmpty();

    private static IEnumerable<string> Documents() =>
        Directory
            .EnumerateFiles(Path.Combine(SolutionFolder.Path, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(
                new[] { "README.md", "DECISIONS.md", "CONTRIBUTING.md" }
                    .Select(name => Path.Combine(SolutionFolder.Path, name))
                    .Where(File.Exists)
            );

    private static IEnumerable<(int Index, string Line)> Prose(string file)
    {
        var inCode = false;
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                inCode = !inCode;
            }
            else if (!inCode && !MayBeLong.IsMatch(line))
            {
                yield return (index, line);
            }
        }
    }

    private static IEnumerable<string> TooLong(string file, IEnumerable<(int Index, string Line)> lines) =>
        lines
            .Where(line => line.Line.Length > MaxCharacters)
            .Select(line => $"{SourceTests.Name(file)}:{line.Index + 1} has {line.Line.Length}");

    /// <summary>A row of a table, indented code, a heading with an address, a line that is one address.</summary>
    [GeneratedRegex(
        @"^\s*\||^ {4,}\S|^#.*https?://|^\S*https?://\S+$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex MayBeLong { get; }
}
