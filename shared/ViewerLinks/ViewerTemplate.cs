using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace KryptonFunctions.ViewerLinks;

/// <summary>
/// The configured address of the viewer with its places. Values are filled in percent-encoded and only behind the host,
/// so no value can change where a link leads to.
/// </summary>
public sealed partial class ViewerTemplate
{
    private const string Studies = "studyUIDs";

    private static readonly HashSet<string> Places = new(StringComparer.OrdinalIgnoreCase)
    {
        Studies,
        "viewerType",
        "layout",
        "launchToken",
    };

    private readonly string template;
    private readonly Uri sample;

    private ViewerTemplate(string template, Uri sample) => (this.template, this.sample) = (template, sample);

    /// <summary>
    /// Reads a template. It must be an absolute http(s) address, https unless <paramref name="allowHttp"/>, name the
    /// studies, and have its places behind the host only.
    /// </summary>
    public static bool TryParse(
        string? text,
        bool allowHttp,
        [NotNullWhen(true)] out ViewerTemplate? template,
        [NotNullWhen(false)] out string? problem
    )
    {
        template = null;
        if (
            text is null
            || !Uri.TryCreate(Place().Replace(text, "x"), UriKind.Absolute, out var sample)
            || sample.Scheme is not ("http" or "https")
        )
        {
            problem = "is no http(s) address";
            return false;
        }

        problem = AddressProblem(text, sample, allowHttp) ?? PlacesProblem(text);
        template = problem is null ? new ViewerTemplate(text, sample) : null;
        return template is not null;
    }

    private static string? AddressProblem(string text, Uri sample, bool allowHttp)
    {
        if (sample.Scheme != Uri.UriSchemeHttps && !allowHttp)
        {
            return "must be https";
        }

        if (sample.UserInfo.Length > 0)
        {
            return "must not hold a user name";
        }

        return text.Split('/', '?', '#') is [_, "", var host, ..] && !host.Contains('{', StringComparison.Ordinal)
            ? null
            : "must not have a place in its host";
    }

    private static string? PlacesProblem(string text)
    {
        var names = Place().Matches(text).Select(m => m.Groups[1].Value).ToList();
        if (names.Exists(name => !Places.Contains(name)))
        {
            return $"has a place that is none of {string.Join(", ", Places.Select(p => $"{{{p}}}"))}";
        }

        return names.Contains(Studies, StringComparer.OrdinalIgnoreCase) ? null : $"lacks {{{Studies}}}";
    }

    /// <summary>The address for these values.</summary>
    /// <exception cref="InvalidOperationException">The address would leave the configured host: a fault of
    /// ours.</exception>
    public Uri Fill(IEnumerable<string> studyUids, string viewerType, string layout, string launchToken)
    {
        var text = Place()
            .Replace(
                template,
                place =>
                    place.Groups[1].Value.ToUpperInvariant() switch
                    {
                        "STUDYUIDS" => string.Join(',', studyUids.Select(Uri.EscapeDataString)),
                        "VIEWERTYPE" => Uri.EscapeDataString(viewerType),
                        "LAYOUT" => Uri.EscapeDataString(layout),
                        _ => Uri.EscapeDataString(launchToken),
                    }
            );
        var address = new Uri(text);
        return address.Scheme == sample.Scheme && address.Authority == sample.Authority
            ? address
            : throw new InvalidOperationException("A viewer link would lead to another host.");
    }

    [GeneratedRegex(@"\{([A-Za-z]+)\}")]
    private static partial Regex Place();
}
