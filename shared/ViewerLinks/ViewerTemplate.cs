using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace KryptonFunctions.ViewerLinks;

/// <summary>
/// The configured address of the viewer with its places. Values are filled in percent-encoded and only behind the host,
/// so no value can change where a link leads to.
/// </summary>
public sealed partial class ViewerTemplate
{
    private static readonly HashSet<string> Places = new(StringComparer.OrdinalIgnoreCase)
    {
        "studyUIDs",
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
        var names = Place().Matches(text ?? "").Select(m => m.Groups[1].Value).ToList();
        problem =
            text is null
            || !Uri.TryCreate(Place().Replace(text, "x"), UriKind.Absolute, out var sample)
            || sample.Scheme is not ("http" or "https")
                ? "is no http(s) address"
            : sample.Scheme != Uri.UriSchemeHttps && !allowHttp ? "must be https"
            : sample.UserInfo.Length > 0 ? "must not hold a user name"
            : text.Split('/', '?', '#') is not [_, "", var host, ..] || host.Contains('{', StringComparison.Ordinal)
                ? "must not have a place in its host"
            : names.Find(n => !Places.Contains(n)) is not null
                ? $"has a place that is none of {string.Join(", ", Places.Select(p => $"{{{p}}}"))}"
            : !names.Contains("studyUIDs", StringComparer.OrdinalIgnoreCase) ? "lacks {studyUIDs}"
            : null;
        template = problem is null ? new ViewerTemplate(text!, new Uri(Place().Replace(text!, "x"))) : null;
        return template is not null;
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
