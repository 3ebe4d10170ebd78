using System.Collections.Concurrent;

namespace KryptonMock.Patients;

/// <summary>
/// Keeps the next pages of searches under opaque names, so that a paging link carries no traits. The oldest go after a
/// thousand.
/// </summary>
internal sealed class PageCursors
{
    private const int Kept = 1000;
    private readonly ConcurrentDictionary<string, SearchPage> pages = new();
    private readonly ConcurrentQueue<string> names = new();

    public string Keep(SearchPage page)
    {
        var name = Guid.NewGuid().ToString("N");
        pages[name] = page;
        names.Enqueue(name);
        if (names.Count > Kept && names.TryDequeue(out var oldest))
        {
            pages.TryRemove(oldest, out _);
        }

        return name;
    }

    public SearchPage? Find(string name) => pages.GetValueOrDefault(name);
}
