namespace Krypton.Identity;

/// <summary>How many bear a surname that begins with given letters: sums over the sorted names.</summary>
internal sealed class PrefixCounts
{
    private readonly string[] names;
    private readonly long[] before;

    public PrefixCounts(IReadOnlyDictionary<string, int> counts)
    {
        names = [.. counts.Keys];
        Array.Sort(names, StringComparer.Ordinal);
        before = new long[names.Length + 1];
        for (var index = 0; index < names.Length; index++)
        {
            before[index + 1] = before[index] + counts[names[index]];
        }
    }

    public long StartingWith(string prefix) =>
        before[FirstNotBefore(prefix + char.MaxValue)] - before[FirstNotBefore(prefix)];

    private int FirstNotBefore(string text)
    {
        var found = Array.BinarySearch(names, text, StringComparer.Ordinal);
        return found < 0 ? ~found : found;
    }
}
