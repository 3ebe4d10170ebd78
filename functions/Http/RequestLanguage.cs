using KryptonFunctions.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace KryptonFunctions.Functions.Http;

/// <summary>
/// The language in which a caller reads our sentences (RFC 9110, 12.5.4): French, unless <c>Accept-Language</c> prefers
/// English.
/// </summary>
public static class RequestLanguage
{
    private const int MostRead = 10;

    public static Language Of(HttpRequest request)
    {
        var asked = request.GetTypedHeaders().AcceptLanguage.Take(MostRead).ToList();
        return Weight(asked, "en") > Weight(asked, "fr") ? Language.English : Language.French;
    }

    /// <summary>As a header names it.</summary>
    public static string Tag(Language language) => language == Language.English ? "en" : "fr";

    /// <summary>Says in which language the answer's sentences are.</summary>
    public static Language Answer(HttpContext http)
    {
        var language = Of(http.Request);
        http.Response.Headers.ContentLanguage = Tag(language);
        return language;
    }

    /// <summary>What the caller gives a language; 0 where it does not name it, nor any (<c>*</c>).</summary>
    private static double Weight(IEnumerable<StringWithQualityHeaderValue> asked, string language)
    {
        var ranges = asked.ToList();
        var named = ranges.Where(range => IsIn(range.Value, language)).ToList();
        var weighed = named.Count > 0 ? named : ranges.Where(range => range.Value == "*");
        return weighed.Select(range => range.Quality ?? 1).DefaultIfEmpty(0).Max();
    }

    private static bool IsIn(Microsoft.Extensions.Primitives.StringSegment range, string language) =>
        range.Equals(language, StringComparison.OrdinalIgnoreCase)
        || range.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);
}
