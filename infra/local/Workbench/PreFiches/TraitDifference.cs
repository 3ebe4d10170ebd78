using System.Globalization;

namespace Workbench.PreFiches;

/// <summary>A run of letters of a text that is the same on both sides, or differs.</summary>
public sealed record TraitPart(string Text, bool Differs);

/// <summary>
/// Where a record's trait differs from the DCC's, letter by letter: the letters of the record that are not in the
/// longest common sequence of both. Case does not count; accents, spaces and hyphens do. A letter is what a reader sees
/// as one.
/// </summary>
public static class TraitDifference
{
    /// <summary>Longer texts are not compared letter by letter; no trait of the API is.</summary>
    private const int MaxLetters = 200;

    /// <param name="asked">As the DCC has it.</param>
    /// <param name="recorded">As the record has it; the parts together are this text.</param>
    public static IReadOnlyList<TraitPart> Between(string? asked, string recorded)
    {
        if (asked is null || recorded.Length == 0)
        {
            return recorded.Length == 0 ? [] : [new TraitPart(recorded, false)];
        }

        var (left, right) = (Letters(asked), Letters(recorded));
        if (left.Length > MaxLetters || right.Length > MaxLetters)
        {
            return [new TraitPart(recorded, asked != recorded)];
        }

        return Joined(right, Common(left, right));
    }

    /// <summary>True where a letter of either side is not on the other.</summary>
    public static bool Exists(string? asked, string recorded) =>
        asked is not null && !string.Equals(asked, recorded, StringComparison.OrdinalIgnoreCase);

    private static string[] Letters(string text)
    {
        var letters = new List<string>();
        var walk = StringInfo.GetTextElementEnumerator(text);
        while (walk.MoveNext())
        {
            letters.Add(walk.GetTextElement());
        }

        return [.. letters];
    }

    /// <summary>Which letters on the right belong to the longest common sequence.</summary>
    private static bool[] Common(string[] left, string[] right)
    {
        var lengths = Enumerable.Range(0, left.Length + 1).Select(_ => new int[right.Length + 1]).ToArray();
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
            {
                lengths[i][j] = IsSame(left[i], right[j])
                    ? lengths[i + 1][j + 1] + 1
                    : Math.Max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }

        var common = new bool[right.Length];
        var (l, r) = (0, 0);
        while (l < left.Length && r < right.Length)
        {
            if (IsSame(left[l], right[r]))
            {
                common[r++] = true;
                l++;
            }
            else if (lengths[l + 1][r] >= lengths[l][r + 1])
            {
                l++;
            }
            else
            {
                r++;
            }
        }

        return common;
    }

    private static bool IsSame(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static List<TraitPart> Joined(string[] letters, bool[] common)
    {
        var parts = new List<TraitPart>();
        foreach (var (letter, isCommon) in letters.Zip(common))
        {
            if (parts is [.., var last] && last.Differs == !isCommon)
            {
                parts[^1] = last with { Text = last.Text + letter };
            }
            else
            {
                parts.Add(new TraitPart(letter, !isCommon));
            }
        }

        return parts;
    }
}
