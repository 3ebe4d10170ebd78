namespace KryptonMock.Generation;

/// <summary>Draws items by weight.</summary>
internal sealed class WeightedChoice<T>
{
    private readonly T[] _items;
    private readonly double[] _ends;

    public WeightedChoice(IEnumerable<T> items, Func<T, double> weight)
    {
        _items = [.. items];
        _ends = new double[_items.Length];
        var end = 0.0;
        for (var i = 0; i < _items.Length; i++)
        {
            _ends[i] = end += weight(_items[i]);
        }
    }

    public T Draw(Random random)
    {
        var position = Array.BinarySearch(_ends, random.NextDouble() * _ends[^1]);
        return _items[Math.Min(position >= 0 ? position + 1 : ~position, _items.Length - 1)];
    }
}
