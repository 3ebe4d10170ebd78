using System.Text;

namespace KryptonFunctions.Identity;

/// <summary>
/// Letters that documents spell out with two: <c>Müller</c> is <c>MUELLER</c> in a passport and <c>MULLER</c> in a
/// French register.
/// </summary>
/// <remarks>Letters: ICAO Doc 9303-3, section 6, 'Recommended transliterations'.</remarks>
public static class PassportSpelling
{
    private static readonly (char Letter, string Spelled)[] Letters =
    [
        ('Ä', "AE"),
        ('Ö', "OE"),
        ('Ü', "UE"),
        ('Ø', "OE"),
        ('Å', "AA"),
        ('ß', "SS"),
        ('ẞ', "SS"),
    ];

    /// <summary>
    /// The text with such letters spelled out in upper case, marks composed or apart; the same text where it has none.
    /// </summary>
    public static string Spelled(string text)
    {
        var spelled = new StringBuilder(text.Length + 2);
        var changed = false;
        for (var at = 0; at < text.Length; at++)
        {
            var letter = Composed(text, ref at);
            var (_, two) = Array.Find(Letters, pair => pair.Letter == letter);
            changed |= two is not null;
            _ = two is null ? spelled.Append(text[at]) : spelled.Append(two);
        }

        return changed ? spelled.ToString() : text;
    }

    /// <summary>
    /// The texts that the given one may be the spelling of, with the letters and without their marks: <c>MUELLER</c>
    /// gives <c>MÜLLER</c> and <c>MULLER</c>, <c>GROSS</c> gives <c>GROß</c>. Empty for most names; <c>UE</c> after a
    /// vowel, Q or G is not taken for Ü (<c>GUERIN</c>, <c>LEVEQUE</c>).
    /// </summary>
    /// <param name="upper">In the form of <see cref="NormalForm.Of"/>.</param>
    public static IReadOnlyList<string> Unspelled(string upper)
    {
        var (marked, plain) = (new StringBuilder(upper.Length), new StringBuilder(upper.Length));
        for (var at = 0; at < upper.Length; at++)
        {
            var letter = IsSpelling(upper, at) ? upper[at] : '\0';
            marked.Append(letter == '\0' ? upper[at] : Umlaut(letter));
            plain.Append(upper[at]);
            at += letter == '\0' ? 0 : 1;
        }

        var sharp = marked.ToString().Replace("SS", "ß", StringComparison.Ordinal);
        return [.. new[] { marked.ToString(), plain.ToString(), sharp }.Distinct().Where(text => text != upper)];
    }

    /// <summary>
    /// The text with each such spelling as the letter without its mark: <c>MUELLER</c> and <c>MULLER</c> are both
    /// <c>MULLER</c>.
    /// </summary>
    /// <param name="upper">In the form of <see cref="NormalForm.Of"/> or <see cref="NormalForm.Compact"/>.</param>
    public static string Contracted(string upper)
    {
        var plain = new StringBuilder(upper.Length);
        for (var at = 0; at < upper.Length; at++)
        {
            plain.Append(upper[at]);
            at += IsSpelling(upper, at) ? 1 : 0;
        }

        return plain.ToString();
    }

    private static bool IsSpelling(string upper, int at) =>
        at + 1 < upper.Length
        && upper[at] is 'A' or 'O' or 'U'
        && upper[at + 1] == 'E'
        && (at == 0 || upper[at - 1] is not ('A' or 'E' or 'I' or 'O' or 'U' or 'Y' or 'Q' or 'G'))
        && (at + 2 == upper.Length || upper[at + 2] is not ('A' or 'E' or 'I' or 'O' or 'U'));

    private static char Umlaut(char letter) =>
        letter switch
        {
            'A' => 'Ä',
            'O' => 'Ö',
            _ => 'Ü',
        };

    /// <summary>The letter in upper case, with the mark that follows it apart; moves past that mark.</summary>
    private static char Composed(string text, ref int at)
    {
        const char diaeresis = '\u0308';
        var upper = char.ToUpperInvariant(text[at]);
        if (at + 1 == text.Length || text[at + 1] != diaeresis || upper is not ('A' or 'O' or 'U'))
        {
            return upper;
        }

        at++;
        return Umlaut(upper);
    }
}
