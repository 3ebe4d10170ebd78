using System.Text;
using System.Text.RegularExpressions;

namespace KryptonFunctions.Tests.Architecture;

/// <summary>
/// The section of the runbook that says what each alert asks, made from <c>infra/azure/alerts.bicep</c>.
/// </summary>
internal static partial class AlertPage
{
    private const string Heading = "## What each alert asks";

    private const string Head = $"""
        {Heading}

        Each query as it runs every quarter of an hour on the last one, to be asked by hand in the workspace. The
        rules are in `infra/azure/alerts.bicep`; a test compares, and writes this with `KRYPTON_WRITE_ALERTS=1`.
        Severity 0 is a disaster, 1 becomes one today, 2 waits for office hours.

        """;

    private static string RunbookPath { get; } = Path.Combine(SolutionFolder.Path, "docs", "runbook.md");

    private static string Bicep { get; } =
        File.ReadAllText(Path.Combine(SolutionFolder.Path, "infra", "azure", "alerts.bicep"));

    /// <summary>The queries, with what they share put in.</summary>
    public static IReadOnlyList<string> Queries { get; } = [.. Rules().Select(rule => rule.Query)];

    /// <summary>The section as the runbook has it.</summary>
    public static string InRunbook => Section().Match(File.ReadAllText(RunbookPath)).Value;

    public static string Make()
    {
        var page = new StringBuilder(Head);
        foreach (var (title, severity, query) in Rules())
        {
            var lines = string.Join("\n", query.Split(" | ").Select((part, at) => at == 0 ? part : $"| {part}"));
            page.Append($"\n**{char.ToUpperInvariant(title[0])}{title[1..]}** (severity {severity})\n\n");
            page.Append($"```kusto\n{lines}\n```\n");
        }

        return page.Append('\n').ToString();
    }

    public static void Write() =>
        File.WriteAllText(RunbookPath, Section().Replace(File.ReadAllText(RunbookPath), _ => Make()));

    private static IEnumerable<(string Title, string Severity, string Query)> Rules()
    {
        var shared = SharedText().Match(Bicep).Groups["text"].Value;
        return Rule()
            .Matches(Bicep)
            .Select(rule =>
                (
                    rule.Groups["title"].Value,
                    rule.Groups["severity"].Value,
                    rule.Groups["query"].Value.Replace("${apiCalls}", shared, StringComparison.Ordinal)
                )
            );
    }

    [GeneratedRegex(
        @"title: '(?<title>[^']+)'\s+severity: (?<severity>\d)\s+query: '(?<query>[^']+)'",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Rule();

    [GeneratedRegex("var apiCalls = '(?<text>[^']+)'", RegexOptions.ExplicitCapture)]
    private static partial Regex SharedText();

    [GeneratedRegex($"{Heading}\n.*?(?=^## |\\z)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Section();
}
