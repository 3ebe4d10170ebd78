namespace KryptonMock.Generation;

/// <summary>Draws items by weight.</summary>
internal sealed class WeightedChoice<T>
{
    private readonly T[] items;
    private readonly double[] ends;

    public WeightedChoice(IEnumerable<T> items, Func<T, double> weight)
    {
        this.items = [.. items];
        ends = new double[this.items.Length];
        var end = 0.0;
        for (var i = 0; i < this.items.Length; i++)
        {
            ends[i] = end += weight(this.items[i]);
        }
    }

    public T Draw(Random random)
    {
        var position = Array.BinarySearch(ends, random.NextDouble() * ends[^1]);
        return items[Math.Min(position >= 0 ? position + 1 : ~position, items.Length - 1)];
    }
}
