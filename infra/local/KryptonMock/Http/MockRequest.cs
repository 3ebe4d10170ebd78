using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace KryptonMock.Http;

/// <summary>One request, whether it came over HTTP or in process.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Url">The whole address, as the caller wrote it.</param>
/// <param name="Headers">Names ignore case.</param>
/// <param name="Body">Empty where there is none.</param>
internal sealed record MockRequest(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private const string Form = "application/x-www-form-urlencoded";

    private readonly Lazy<IReadOnlyList<KeyValuePair<string, string>>> parameters = new(() =>
        Parse(Url, Headers, Body)
    );

    public string Path => Url.AbsolutePath;

    /// <summary>The last part of the path.</summary>
    public string Id => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Parameters of the query and, for a form, of the body, in order, decoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters => parameters.Value;

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The first value of a parameter, or null.</summary>
    public string? Parameter(string name) => Parameters.FirstOrDefault(parameter => parameter.Key == name).Value;

    /// <summary>The address of a sibling on the host that the caller knows.</summary>
    public string Address(string path) => Url.GetLeftPart(UriPartial.Authority) + path;

    private static List<KeyValuePair<string, string>> Parse(
        Uri url,
        IReadOnlyDictionary<string, string> headers,
        byte[] body
    )
    {
        var isForm =
            headers.GetValueOrDefault("Content-Type")?.StartsWith(Form, StringComparison.OrdinalIgnoreCase) == true;
        var query = url.Query.TrimStart('?') + (isForm ? '&' + Encoding.UTF8.GetString(body) : "");
        var parsed = new List<KeyValuePair<string, string>>();
        foreach (var pair in new QueryStringEnumerable(query))
        {
            if (!pair.EncodedName.IsEmpty)
            {
                parsed.Add(new(pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
            }
        }

        return parsed;
    }
}
