namespace Krypton.Identity;

/// <summary>How many bear a surname that begins with given letters: sums over the sorted names.</summary>
internal sealed class PrefixCounts
{
    private readonly string[] _names;
    private readonly long[] _before;

    public PrefixCounts(IReadOnlyDictionary<string, int> counts)
    {
        _names = [.. counts.Keys];
        Array.Sort(_names, StringComparer.Ordinal);
        _before = new long[_names.Length + 1];
        for (var index = 0; index < _names.Length; index++)
        {
            _before[index + 1] = _before[index] + counts[_names[index]];
        }
    }

    public long StartingWith(string prefix) =>
        _before[FirstNotBefore(prefix + char.MaxValue)] - _before[FirstNotBefore(prefix)];

    private int FirstNotBefore(string text)
    {
        var found = Array.BinarySearch(_names, text, StringComparer.Ordinal);
        return found < 0 ? ~found : found;
    }
}
