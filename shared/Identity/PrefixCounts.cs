using System.Runtime.CompilerServices;

namespace Krypton.Identity;

/// <summary>How many bear a surname, and how many one that begins with given letters: the sorted names with running sums.</summary>
internal sealed class PrefixCounts
{
    private readonly string[] names;
    private readonly long[] before;
    private readonly int length;

    /// <param name="surnames">Sorted by their form without separators, as the resource is; two spellings of one form count together.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PrefixCounts(WeightedName[] surnames)
    {
        names = new string[surnames.Length];
        before = new long[surnames.Length + 1];
        foreach (var surname in surnames)
        {
            var compact = NormalForm.Compact(surname.Name);
            if (length == 0 || names[length - 1] != compact)
            {
                names[length++] = compact;
                before[length] = before[length - 1];
            }

            before[length] += surname.Count;
        }
    }

    public long Total => before[length];

    public long Of(string name)
    {
        var found = Array.BinarySearch(names, 0, length, name, StringComparer.Ordinal);
        return found < 0 ? 0 : before[found + 1] - before[found];
    }

    public long StartingWith(string prefix) => before[FirstNotBefore(prefix + char.MaxValue)] - before[FirstNotBefore(prefix)];

    private int FirstNotBefore(string text)
    {
        var found = Array.BinarySearch(names, 0, length, text, StringComparer.Ordinal);
        return found < 0 ? ~found : found;
    }
}
