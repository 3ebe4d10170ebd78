namespace KryptonFunctions.Tests.Architecture;

/// <summary>A page for people: a Markdown file, named by its path from the top of the repository.</summary>
internal sealed record DocPage(string Name)
{
    public string Text { get; } = File.ReadAllText(Path.Combine(SolutionFolder.Path, Name));
}

/// <summary>The Markdown files of the repository.</summary>
internal static class DocPages
{
    // Looked for where they are: the whole tree holds what was built, and Azurite's packages.
    private static readonly string[] Folders =
    [
        "",
        ".github",
        "docs",
        "docs/decisions",
        "docs/integration",
        "infra/azure",
        "infra/local/KryptonMock",
        "shared/Identity/Data",
    ];

    public static IReadOnlyList<DocPage> All { get; } =
    [
        .. Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SolutionFolder.Path, folder), "*.md"))
            .Select(file => new DocPage(Path.GetRelativePath(SolutionFolder.Path, file).Replace('\\', '/'))),
    ];

    /// <summary>Those that speak of today; decisions and the changelog keep the names of their day.</summary>
    public static IEnumerable<DocPage> OfToday =>
        All.Where(page =>
            !page.Name.StartsWith("docs/decisions/", StringComparison.Ordinal) && page.Name != "CHANGELOG.md"
        );
}
