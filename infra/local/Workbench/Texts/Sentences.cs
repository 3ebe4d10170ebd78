using System.Reflection;
using System.Text.Json;
using Workbench.Dcc;

namespace Workbench.Texts;

/// <summary>What a clinician is told of a problem, by its stable code: what it means and what they can do.</summary>
internal static class Sentences
{
    private static readonly Dictionary<string, string> ByCode = Read();

    /// <summary>The sentence; where the code has none, the API's own detail.</summary>
    public static string Of(ApiProblem problem) =>
        ByCode.GetValueOrDefault(problem.Code) ?? problem.Detail ?? "Sans explication.";

    /// <summary>What the API's detail says beyond the sentence, or null.</summary>
    public static string? Beside(ApiProblem problem) =>
        problem.Detail is { } detail && !Of(problem).StartsWith(detail.TrimEnd('.'), StringComparison.Ordinal)
            ? detail
            : null;

    private static Dictionary<string, string> Read()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("Workbench.Problems.fr.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(resource)!;
    }
}
