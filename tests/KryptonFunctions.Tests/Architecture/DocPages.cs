using System.Text.RegularExpressions;

namespace KryptonFunctions.Tests.Architecture;

/// <summary>A page for people: a Markdown file, named by its path from the top of the repository.</summary>
internal sealed record DocPage(string Name)
{
    public string Text { get; } = File.ReadAllText(Path.Combine(SolutionFolder.Path, Name));
}

/// <summary>The Markdown files of the repository.</summary>
internal static partial class DocPages
{
    public static IReadOnlyList<DocPage> All { get; } =
    [
        .. Directory
            .EnumerateFiles(SolutionFolder.Path, "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(SolutionFolder.Path, file).Replace('\\', '/'))
            .Where(name => !Foreign.IsMatch(name))
            .Select(name => new DocPage(name)),
    ];

    /// <summary>Those that speak of today; decisions and the changelog keep the names of their day.</summary>
    public static IEnumerable<DocPage> OfToday =>
        All.Where(page =>
            !page.Name.StartsWith("docs/decisions/", StringComparison.Ordinal) && page.Name != "CHANGELOG.md"
        );

    [GeneratedRegex(@"(^|/)(bin|obj|node_modules|\.local)/", RegexOptions.ExplicitCapture)]
    private static partial Regex Foreign { get; }
}
