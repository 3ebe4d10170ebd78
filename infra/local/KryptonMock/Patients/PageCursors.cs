using System.Collections.Concurrent;

namespace KryptonMock.Patients;

/// <summary>Keeps the next pages of searches under opaque names, so that a paging link carries no traits. The oldest go after a thousand.</summary>
internal sealed class PageCursors
{
    private const int Kept = 1000;
    private readonly ConcurrentDictionary<string, SearchPage> _pages = new();
    private readonly ConcurrentQueue<string> _names = new();

    public string Keep(SearchPage page)
    {
        var name = Guid.NewGuid().ToString("N");
        _pages[name] = page;
        _names.Enqueue(name);
        if (_names.Count > Kept && _names.TryDequeue(out var oldest))
        {
            _pages.TryRemove(oldest, out _);
        }

        return name;
    }

    public SearchPage? Find(string name) => _pages.GetValueOrDefault(name);
}
