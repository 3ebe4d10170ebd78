using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Planning;

/// <summary>
/// Puts accents back where a record may have them: surnames have no list of spellings, so each letter that takes an
/// accent in French is tried in turn.
/// </summary>
internal static class Accents
{
    // The most frequent first, as an OR list holds only so many values.
    private static readonly string[] Marked = ["EÉÈÊË", "CÇ", "AÂÀÄ", "OÔÖ", "IÎÏ", "UÜÛ", "NÑ"];

    /// <summary>The text with one letter accented, for each letter, likely accents first.</summary>
    /// <param name="upper">In normal form.</param>
    public static IEnumerable<string> Restored(string upper)
    {
        for (var rank = 1; rank < 5; rank++)
        {
            for (var at = 0; at < upper.Length; at++)
            {
                var row = Array.Find(Marked, marked => marked[0] == upper[at]);
                if (row?.Length > rank)
                {
                    yield return string.Concat(upper.AsSpan(0, at), row.AsSpan(rank, 1), upper.AsSpan(at + 1));
                }
            }
        }

        if (upper.Contains("OE", StringComparison.Ordinal))
        {
            yield return upper.Replace("OE", "Œ", StringComparison.Ordinal);
        }
    }

    public static bool HasNone(string text) =>
        string.Equals(NormalForm.Of(text), text, StringComparison.OrdinalIgnoreCase);
}
