using System.Text.RegularExpressions;

namespace KryptonFunctions.Tests.Fixture;

/// <summary>Tells by the commonest words whether a sentence of ours is in the other language.</summary>
internal static partial class SpokenLanguage
{
    /// <summary>The words in it that the language of the answer does not have.</summary>
    public static IReadOnlyList<string> ForeignWords(string text, string language) =>
        [.. (language == "fr" ? English() : French()).Matches(text).Select(word => word.Value)];

    [GeneratedRegex(
        @"\b(the|is|are|not|of|an|must|one|has|for|with|and|it|its|this|that|at most|missing)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex English();

    [GeneratedRegex(
        @"\b(le|la|les|des|du|une|est|sont|pas|et|ne|sous|pour|doit|deux|avec|au plus)\b|[éèêàçù]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex French();
}
