namespace Workbench.Sessions;

/// <summary>Keeps the newest so many values; what is older is forgotten. Not safe for several threads.</summary>
internal sealed class BoundedMap<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value)> byAge = new();

    public int Count => nodes.Count;

    public TValue? Find(TKey key) => nodes.TryGetValue(key, out var node) ? node.Value.Value : default;

    public void Set(TKey key, TValue value)
    {
        Remove(key);
        nodes[key] = byAge.AddLast((key, value));
        while (nodes.Count > capacity)
        {
            Remove(byAge.First!.Value.Key);
        }
    }

    public void Remove(TKey key)
    {
        if (nodes.Remove(key, out var node))
        {
            byAge.Remove(node);
        }
    }

    public void Clear()
    {
        nodes.Clear();
        byAge.Clear();
    }
}
