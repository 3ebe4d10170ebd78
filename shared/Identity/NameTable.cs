using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace KryptonFunctions.Identity;

/// <summary>
/// One of the lists of <see cref="NameData"/>: sorted names with their numbers, left as the bytes they are and searched
/// by halving. Making a text of each of 50,000 names takes longer than all that a cold process looks up.
/// </summary>
internal sealed class NameTable
{
    private const int MaxKey = 255;
    private readonly byte[] data;
    private readonly int[] entries;
    private readonly int columns;

    /// <param name="data">Both lists.</param>
    /// <param name="at">Where this list begins.</param>
    /// <param name="columns">Numbers of an entry.</param>
    /// <exception cref="IndexOutOfRangeException">The data is cut short.</exception>
    // Runs once, in a cold process: compiled with optimisation at once, as the tiered compiler would begin with a slow
    // loop.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public NameTable(byte[] data, int at, int columns)
    {
        this.data = data;
        this.columns = columns;
        entries = new int[BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(at))];
        at += sizeof(int);
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index] = at;
            at += data[at] + 1;
            at += data[at] + 1;
            for (var column = 0; column < columns; column++)
            {
                while (data[at++] >= 0x80) { }
            }
        }

        End = at;
    }

    /// <summary>Where the next list begins.</summary>
    public int End { get; }

    public int Count => entries.Length;

    /// <summary>The entries with this key; several where a name has several spellings.</summary>
    public Range With(string key)
    {
        Span<byte> bytes = stackalloc byte[MaxKey];
        if (!Encoding.UTF8.TryGetBytes(key, bytes, out var length))
        {
            return default;
        }

        var first = FirstNotBefore(bytes[..length]);
        var end = first;
        while (end < Count && Key(end).SequenceEqual(bytes[..length]))
        {
            end++;
        }

        return first..end;
    }

    /// <summary>The entries whose key begins so.</summary>
    public Range StartingWith(string prefix)
    {
        Span<byte> bytes = stackalloc byte[MaxKey];
        if (!Encoding.UTF8.TryGetBytes(prefix, bytes[..^1], out var length))
        {
            return default;
        }

        // No byte of UTF-8 is 255, so this follows all that begins with the prefix.
        bytes[length] = byte.MaxValue;
        return FirstNotBefore(bytes[..length])..FirstNotBefore(bytes[..(length + 1)]);
    }

    /// <summary>The name as the source spells it.</summary>
    public string Spelling(int entry) =>
        Encoding.UTF8.GetString(SpellingBytes(entry) is { Length: > 0 } spelling ? spelling : Key(entry));

    public bool HasAccents(int entry) => !Ascii.IsValid(SpellingBytes(entry));

    /// <summary>Reads the numbers of an entry into as many places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Numbers(int entry, Span<int> numbers)
    {
        var at = entries[entry];
        at += data[at] + 1;
        at += data[at] + 1;
        for (var column = 0; column < columns; column++)
        {
            int number = 0,
                shift = 0;
            byte next;
            do
            {
                next = data[at++];
                number |= (next & 0x7F) << shift;
                shift += 7;
            } while (next >= 0x80);
            numbers[column] = number;
        }
    }

    private ReadOnlySpan<byte> Key(int entry) => Text(entries[entry]);

    private ReadOnlySpan<byte> SpellingBytes(int entry) => Text(entries[entry] + data[entries[entry]] + 1);

    private ReadOnlySpan<byte> Text(int at) => data.AsSpan(at + 1, data[at]);

    private int FirstNotBefore(ReadOnlySpan<byte> key)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Key(middle).SequenceCompareTo(key) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
