namespace KryptonMock.Patients;

/// <summary>Collects the keys of records in the order of the records and makes the index of them.</summary>
internal sealed class KeyIndexBuilder
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<int> keysOfRecord = [];
    private readonly List<int> firstKeyOfRecord = [];

    /// <summary>Begins the next record.</summary>
    public void BeginRecord() => firstKeyOfRecord.Add(keysOfRecord.Count);

    /// <summary>A key of the record begun last; an empty one is left out.</summary>
    public void Add(string key)
    {
        if (key.Length == 0)
        {
            return;
        }

        if (!numbers.TryGetValue(key, out var number))
        {
            number = numbers.Count;
            numbers.Add(key, number);
        }

        keysOfRecord.Add(number);
    }

    public KeyIndex Build()
    {
        var keys = numbers.Keys.ToArray();
        Array.Sort(keys, StringComparer.Ordinal);
        var sorted = new int[keys.Length];
        for (var position = 0; position < keys.Length; position++)
        {
            sorted[numbers[keys[position]]] = position;
        }

        return new KeyIndex(
            keys,
            [.. keysOfRecord.Select(number => sorted[number])],
            [.. firstKeyOfRecord, keysOfRecord.Count]
        );
    }
}
