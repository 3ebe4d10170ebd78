using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KryptonFunctions.Tests.Architecture;

namespace KryptonFunctions.Tests.Integration;

/// <summary>
/// A page for the DCC's developers. What stands between <c>&lt;!-- call NAME --&gt;</c> or
/// <c>&lt;!-- problems --&gt;</c> and <c>&lt;!-- end --&gt;</c> is made: from the recorded calls of
/// <c>functions/OpenApi/examples.json</c>, and from the codes and sentences of the problems.
/// </summary>
internal sealed partial record IntegrationPage(string Name)
{
    private static readonly JsonObject Examples = JsonNode
        .Parse(File.ReadAllText(Path.Combine(SolutionFolder.Path, "functions/OpenApi/examples.json")))!
        .AsObject();

    public static IReadOnlyList<IntegrationPage> All { get; } =
    [
        new("docs/integration.md"),
        .. Directory
            .EnumerateFiles(Path.Combine(SolutionFolder.Path, "docs/integration"), "*.md")
            .Select(file => new IntegrationPage($"docs/integration/{Path.GetFileName(file)}")),
    ];

    public string FullName { get; } = Path.Combine(SolutionFolder.Path, Name);

    public string Text => File.ReadAllText(FullName);

    /// <summary>The page as it should be.</summary>
    public string Made() =>
        Place.Replace(
            Text,
            place => $"{place.Groups["begin"].Value}\n{Content(place.Groups["what"].Value)}\n<!-- end -->"
        );

    /// <summary>The lines of the fenced block of a language that holds a text.</summary>
    public static string Block(string language, string holding) =>
        All.SelectMany(page => Fenced.Matches(page.Text))
            .Where(block => block.Groups["language"].Value == language)
            .Select(block => block.Groups["content"].Value)
            .Single(content => content.Contains(holding, StringComparison.Ordinal));

    private static string Content(string what) =>
        what == "problems" ? Problems() : Call(Examples[what["call ".Length..]]!.AsObject());

    private static string Problems() =>
        string.Join(
            '\n',
            ProblemCodes
                .Statuses.OrderBy(code => code.Value[0])
                .ThenBy(code => code.Key, StringComparer.Ordinal)
                .Select(code =>
                    $"| `{code.Key}` | {code.Value[0]} | {ProblemSentenceTests.Sentences.GetValueOrDefault(code.Key)} |"
                )
                .Prepend("|---|---|---|")
                .Prepend("| code | status | what the clinician reads |")
        );

    private static string Call(JsonObject example)
    {
        var (request, answer) = (example["body"], example["answer"]);
        string[] asked =
        [
            (string)example["request"]!,
            "Authorization: Bearer eyJ…",
            .. example["ifNoneMatch"] is { } known ? [$"If-None-Match: {known}"] : Array.Empty<string>(),
            .. request is null ? [] : new[] { "Content-Type: application/json", "", CompactJson.Write(request) },
        ];
        string[] answered =
        [
            $"HTTP {example["status"]}",
            .. example["etag"] is { } version ? [$"ETag: {version}"] : Array.Empty<string>(),
            .. answer is null ? [] : new[] { "", CompactJson.Write(answer) },
        ];
        var text = $"```http\n{string.Join('\n', asked)}\n```\n\n```http\n{string.Join('\n', answered)}\n```";
        return Long.Replace(text, "${begin}…");
    }

    [GeneratedRegex(
        "(?<begin><!-- (?<what>call [^>]+|problems) -->)\n.*?<!-- end -->",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline
    )]
    private static partial Regex Place { get; }

    [GeneratedRegex(
        "^```(?<language>\\w+)\n(?<content>.*?)^```$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex Fenced { get; }

    /// <summary>Handles and secrets of links, of which a reader needs no more than the beginning.</summary>
    [GeneratedRegex("(?<begin>(kp-|viewer-links/)[A-Za-z0-9_-]{12})[A-Za-z0-9_-]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Long { get; }
}
