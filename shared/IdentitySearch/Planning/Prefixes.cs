using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Planning;

/// <summary>Shortens name forms for a platform that matches from the start of a value.</summary>
internal static class Prefixes
{
    /// <summary>
    /// The text up to its first <paramref name="letters"/> telling letters: particles and parts of one or two letters
    /// before them are kept but not counted, so that <c>DE LA TOUR</c> is not asked for as everything that begins with
    /// DE.
    /// </summary>
    public static string Of(string text, int letters)
    {
        var at = TellingStart(text);
        for (var left = letters; at < text.Length; at++)
        {
            if (char.IsLetter(text[at]) && left-- == 0)
            {
                return text[..at].TrimEnd(' ', '-', '\'');
            }
        }

        return text;
    }

    /// <summary>Without the values that begin with another of the list: the platform finds them anyway.</summary>
    public static List<string> Uncovered(IEnumerable<string> values)
    {
        var distinct = values.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return
        [
            .. distinct.Where(value =>
                !distinct.Exists(other =>
                    other.Length < value.Length && value.StartsWith(other, StringComparison.OrdinalIgnoreCase)
                )
            ),
        ];
    }

    private static int TellingStart(string text)
    {
        var start = 0;
        while (true)
        {
            var end = text.AsSpan(start).IndexOfAny(" -'");
            if (end < 0)
            {
                return start;
            }

            var part = NormalForm.Of(text.Substring(start, end));
            if (part.Length > 2 && !Particles.IsParticle(part))
            {
                return start;
            }

            start += end + 1;
        }
    }
}
