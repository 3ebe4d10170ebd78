namespace KryptonMock.Patients;

/// <summary>Many small UTF-8 texts in few large arrays: 400,000 records cost their bytes and little more.</summary>
internal sealed class JsonStore
{
    private const int SlabSize = 4 * 1024 * 1024;
    private readonly List<byte[]> _slabs = [];
    private readonly List<Place> _places = [];
    private int _used = SlabSize;

    public int Count => _places.Count;

    public ReadOnlySpan<byte> this[int position]
    {
        get
        {
            var place = _places[position];
            return _slabs[place.Slab].AsSpan(place.Offset, place.Length);
        }
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        if (_used + text.Length > SlabSize)
        {
            _slabs.Add(new byte[Math.Max(SlabSize, text.Length)]);
            _used = 0;
        }

        text.CopyTo(_slabs[^1].AsSpan(_used));
        _places.Add(new(_slabs.Count - 1, _used, text.Length));
        _used += text.Length;
    }

    private readonly record struct Place(int Slab, int Offset, int Length);
}
