namespace KryptonMock.Patients;

/// <summary>Many small UTF-8 texts in few large arrays: 400,000 records cost their bytes and little more.</summary>
internal sealed class JsonStore
{
    private const int SlabSize = 4 * 1024 * 1024;
    private readonly List<byte[]> slabs = [];
    private readonly List<Place> places = [];
    private int used = SlabSize;

    public int Count => places.Count;

    public ReadOnlySpan<byte> this[int position]
    {
        get
        {
            var place = places[position];
            return slabs[place.Slab].AsSpan(place.Offset, place.Length);
        }
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        if (used + text.Length > SlabSize)
        {
            slabs.Add(new byte[Math.Max(SlabSize, text.Length)]);
            used = 0;
        }

        text.CopyTo(slabs[^1].AsSpan(used));
        places.Add(new(slabs.Count - 1, used, text.Length));
        used += text.Length;
    }

    private readonly record struct Place(int Slab, int Offset, int Length);
}
