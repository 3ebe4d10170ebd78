namespace KryptonMock.Patients;

/// <summary>
/// Keys of records, sorted, so that a prefix is a range of keys and the records that bear one of them lie together.
/// A record may bear several keys. Positions of records are those of the patient index.
/// </summary>
internal sealed class KeyIndex
{
    private readonly string[] keys;
    private readonly int[] recordsOfKey;
    private readonly int[] firstRecordOfKey;
    private readonly int[] keysOfRecord;
    private readonly int[] firstKeyOfRecord;

    /// <param name="keys">Distinct, in ordinal order.</param>
    /// <param name="keysOfRecord">The keys of all records one after the other, as positions in
    /// <paramref name="keys"/>.</param>
    /// <param name="firstKeyOfRecord">Where each record begins in <paramref name="keysOfRecord"/>, and the end.</param>
    public KeyIndex(string[] keys, int[] keysOfRecord, int[] firstKeyOfRecord)
    {
        this.keys = keys;
        this.keysOfRecord = keysOfRecord;
        this.firstKeyOfRecord = firstKeyOfRecord;
        firstRecordOfKey = new int[keys.Length + 1];
        foreach (var key in keysOfRecord)
        {
            firstRecordOfKey[key + 1]++;
        }

        for (var key = 0; key < keys.Length; key++)
        {
            firstRecordOfKey[key + 1] += firstRecordOfKey[key];
        }

        recordsOfKey = new int[keysOfRecord.Length];
        var next = firstRecordOfKey[..^1];
        for (var record = 0; record + 1 < firstKeyOfRecord.Length; record++)
        {
            foreach (var key in KeysOf(record))
            {
                recordsOfKey[next[key]++] = record;
            }
        }
    }

    /// <summary>The keys that begin with the text.</summary>
    public KeyRange StartingWith(string text)
    {
        var first = FirstAtLeast(text);
        var (low, high) = (first, keys.Length);
        while (low < high)
        {
            // From the first key on, those with the prefix come before those without.
            var middle = (low + high) >>> 1;
            (low, high) = keys[middle].StartsWith(text, StringComparison.Ordinal) ? (middle + 1, high) : (low, middle);
        }

        return new(first, low);
    }

    /// <summary>The one key that equals the text, or none.</summary>
    public KeyRange EqualTo(string text)
    {
        var first = FirstAtLeast(text);
        return new(first, first < keys.Length && keys[first] == text ? first + 1 : first);
    }

    public int Count(KeyRange range) => firstRecordOfKey[range.End] - firstRecordOfKey[range.Start];

    /// <summary>The records of the keys, some more than once where they bear several of them.</summary>
    public ReadOnlySpan<int> Records(KeyRange range) =>
        recordsOfKey.AsSpan(firstRecordOfKey[range.Start]..firstRecordOfKey[range.End]);

    public bool Bears(int record, KeyRange range)
    {
        foreach (var key in KeysOf(record))
        {
            if (key >= range.Start && key < range.End)
            {
                return true;
            }
        }

        return false;
    }

    private ReadOnlySpan<int> KeysOf(int record) =>
        keysOfRecord.AsSpan(firstKeyOfRecord[record]..firstKeyOfRecord[record + 1]);

    private int FirstAtLeast(string text)
    {
        var position = Array.BinarySearch(keys, text, StringComparer.Ordinal);
        return position >= 0 ? position : ~position;
    }
}

/// <summary>Keys from <paramref name="Start"/> up to, not with, <paramref name="End"/>.</summary>
internal readonly record struct KeyRange(int Start, int End);
