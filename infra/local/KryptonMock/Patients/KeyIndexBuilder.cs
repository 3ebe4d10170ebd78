namespace KryptonMock.Patients;

/// <summary>Collects the keys of records in the order of the records and makes the index of them.</summary>
internal sealed class KeyIndexBuilder
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<int> _keysOfRecord = [];
    private readonly List<int> _firstKeyOfRecord = [];

    /// <summary>Begins the next record.</summary>
    public void BeginRecord() => _firstKeyOfRecord.Add(_keysOfRecord.Count);

    /// <summary>A key of the record begun last; an empty one is left out.</summary>
    public void Add(string key)
    {
        if (key.Length == 0)
        {
            return;
        }

        if (!_numbers.TryGetValue(key, out var number))
        {
            number = _numbers.Count;
            _numbers.Add(key, number);
        }

        _keysOfRecord.Add(number);
    }

    public KeyIndex Build()
    {
        var keys = _numbers.Keys.ToArray();
        Array.Sort(keys, StringComparer.Ordinal);
        var sorted = new int[keys.Length];
        for (var position = 0; position < keys.Length; position++)
        {
            sorted[_numbers[keys[position]]] = position;
        }

        return new KeyIndex(keys, [.. _keysOfRecord.Select(number => sorted[number])], [.. _firstKeyOfRecord, _keysOfRecord.Count]);
    }
}
