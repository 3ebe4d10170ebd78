using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace KryptonFunctions.Tests.WorkbenchPages;

/// <summary>Reads what a page of the workbench shows.</summary>
internal static partial class PageText
{
    /// <summary>The words, without tags; blanks are one.</summary>
    public static string Words(string html) =>
        Blanks.Replace(WebUtility.HtmlDecode(Tags.Replace(Content(html), " ")), " ");

    /// <summary>The rows of the tables, with their tags.</summary>
    public static IReadOnlyList<string> Rows(string html) =>
        [
            .. Bodies
                .Matches(Content(html))
                .SelectMany(body => Row.Matches(body.Value))
                .Select(row => WebUtility.HtmlDecode(row.Value)),
        ];

    /// <summary>The drawings, which must be well formed.</summary>
    public static IReadOnlyList<XElement> Drawings(string html) =>
        [.. Drawing.Matches(Content(html)).Select(drawing => XElement.Parse(drawing.Value))];

    /// <summary>The paths of the API that the last click called.</summary>
    public static string Calls(string html) => WebUtility.HtmlDecode(html[html.IndexOf("<footer", Start)..]);

    private const StringComparison Start = StringComparison.Ordinal;

    private static string Content(string html) => html[html.IndexOf("<main", Start)..html.IndexOf("</main>", Start)];

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags { get; }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks { get; }

    [GeneratedRegex("<tbody.*?</tbody>", RegexOptions.Singleline)]
    private static partial Regex Bodies { get; }

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Row { get; }

    [GeneratedRegex("<svg viewBox=.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing { get; }
}
