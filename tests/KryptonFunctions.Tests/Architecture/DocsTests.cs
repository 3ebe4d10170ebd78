using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Architecture;

/// <summary>What the pages for people name is there.</summary>
public sealed partial class DocsTests
{
    [Fact]
    public void EveryFileThatAPageNamesExists() =>
        DocPages
            .OfToday.SelectMany(page =>
                Named.Matches(page.Text).Select(match => (page.Name, match.Groups["path"].Value))
            )
            .Where(named => !Path.Exists(Path.Combine(SolutionFolder.Path, named.Value)))
            .ShouldBeEmpty();

    [Fact]
    public void EveryLinkLeadsSomewhere() =>
        DocPages
            .All.SelectMany(page => Link.Matches(page.Text).Select(match => (page.Name, match.Groups["to"].Value)))
            .Where(link => !Path.Exists(Path.Combine(FolderOf(link.Name), link.Value)))
            .ShouldBeEmpty();

    [Fact]
    public void EveryTestClassThatAPageNamesExists()
    {
        var classes = typeof(DocsTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();
        DocPages
            .OfToday.SelectMany(page => TestClass.Matches(page.Text).Select(match => match.Value))
            .Where(name => !classes.Contains(name))
            .ShouldBeEmpty();
    }

    [Fact]
    public void EveryPageIsInTheIndex()
    {
        var index = DocPages.All.Single(page => page.Name == "docs/README.md").Text;
        Directory
            .EnumerateFiles(Path.Combine(SolutionFolder.Path, "docs"), "*.md")
            .Select(Path.GetFileName)
            .Where(name => name != "README.md" && !index.Contains($"({name})", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void EveryDecisionIsInTheIndexUnderItsTitle()
    {
        var index = DocPages.All.Single(page => page.Name == "DECISIONS.md").Text;
        DocPages
            .All.Where(page => page.Name.StartsWith("docs/decisions/", StringComparison.Ordinal))
            .Where(page => !index.Contains(IndexLine(page), StringComparison.Ordinal))
            .Select(page => page.Name)
            .ShouldBeEmpty();
    }

    [Fact]
    public void ADecisionHasItsThreeParts() =>
        DocPages
            .All.Where(page => page.Name.StartsWith("docs/decisions/", StringComparison.Ordinal))
            .Where(page => !Decision.IsMatch(page.Text))
            .Select(page => page.Name)
            .ShouldBeEmpty();

    private static string IndexLine(DocPage decision)
    {
        var head = Decision.Match(decision.Text).Groups;
        return $"| [{head["number"]}]({decision.Name}) | {head["date"]} | {head["title"]} |";
    }

    private static string FolderOf(string page) =>
        Path.Combine(SolutionFolder.Path, Path.GetDirectoryName(page) ?? string.Empty);

    [GeneratedRegex(
        @"`(?<path>(functions|shared|infra|tests|docs|\.(ci|github|vscode))/[\w./-]+)`",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Named { get; }

    [GeneratedRegex(@"\]\((?!https?:|#)(?<to>[^)#]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link { get; }

    [GeneratedRegex(@"(?<=`)[A-Z]\w*Tests(?=[.`])", RegexOptions.ExplicitCapture)]
    private static partial Regex TestClass { get; }

    [GeneratedRegex(
        @"\A# (?<number>\d{4}) · (?<title>[^\n]+)\n\n(?<date>\d{4}-\d\d-\d\d)[^#]*"
            + @"\n## Context\n.*\n## Decision\n.*\n## Consequences\n",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline
    )]
    private static partial Regex Decision { get; }
}
