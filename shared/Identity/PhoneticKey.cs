using System.Text;

namespace KryptonFunctions.Identity;

/// <summary>
/// How a French name sounds, roughly: names that are said alike have one key (<c>THIBAULT</c> and <c>TIBO</c>,
/// <c>LEFEVRE</c> and <c>LEFEBVRE</c>). Rules of our own after the general rules of French spelling; used for scoring
/// only, never for asking Krypton.
/// </summary>
public static class PhoneticKey
{
    // Longest first; each replaces a spelling by a sound: 1 = an/en, 2 = in/ain, 3 = on, X = ch.
    private static readonly (string Spelling, string Sound)[] Rules =
    [
        ("EAUX", "O"),
        ("AULT", "O"),
        ("AUD$", "O"),
        ("EAU", "O"),
        ("AUX", "O"),
        ("AUT$", "O"),
        ("OT$", "O"),
        ("OTS$", "O"),
        ("AU", "O"),
        ("TCH", "X"),
        ("SCH", "X"),
        ("CHR", "KR"),
        ("CH", "X"),
        ("SH", "X"),
        ("PH", "F"),
        ("TH", "T"),
        ("RH", "R"),
        ("GH", "G"),
        ("KH", "K"),
        ("DH", "D"),
        ("BVR", "VR"),
        ("ILLE", "IY"),
        ("ILL", "IY"),
        ("GN", "N"),
        ("GUE", "GE"),
        ("GUI", "GI"),
        ("GE", "JE"),
        ("GI", "JI"),
        ("GY", "JI"),
        ("CE", "SE"),
        ("CI", "SI"),
        ("CY", "SI"),
        ("QU", "K"),
        ("CK", "K"),
        ("CQ", "K"),
        ("Q", "K"),
        ("C", "K"),
        ("AIN", "2"),
        ("EIN", "2"),
        ("YM", "IM"),
        ("YN", "IN"),
        ("OU", "U"),
        ("OEU", "E"),
        ("OE", "E"),
        ("EU", "E"),
        ("AI", "E"),
        ("EI", "E"),
        ("AY", "E"),
        ("EY", "E"),
        ("EZ$", "E"),
        ("ER$", "E"),
        ("ET$", "E"),
        ("ES$", ""),
        ("E$", ""),
        ("D$", ""),
        ("T$", ""),
        ("S$", ""),
        ("X$", ""),
        ("Z", "S"),
        ("W", "V"),
        ("Y", "I"),
        ("H", ""),
    ];

    /// <summary>The key of a name, or the empty text for one without letters. The input is folded first.</summary>
    public static string Of(string? name)
    {
        var letters = NormalForm.Compact(name);
        var key = new StringBuilder(letters.Length);
        for (var at = 0; at < letters.Length; )
        {
            at += Sound(letters, at, key);
        }

        // A name is not worn down to nothing.
        return key.Length == 0 && letters.Length > 0 ? letters : key.ToString();
    }

    private static int Sound(string letters, int at, StringBuilder key)
    {
        foreach (var (spelling, sound) in Rules.AsSpan())
        {
            var atEnd = spelling[^1] == '$';
            var length = atEnd ? spelling.Length - 1 : spelling.Length;
            if (
                string.CompareOrdinal(letters, at, spelling, 0, length) == 0
                && at + length <= letters.Length
                && (!atEnd || (at > 1 && at + length == letters.Length))
            )
            {
                Add(key, sound);
                return length;
            }
        }

        Add(key, letters.AsSpan(at, 1));
        return 1;
    }

    private static void Add(StringBuilder key, ReadOnlySpan<char> sound)
    {
        foreach (var letter in sound)
        {
            if (key.Length == 0 || key[^1] != letter)
            {
                key.Append(letter);
            }
        }
    }
}
