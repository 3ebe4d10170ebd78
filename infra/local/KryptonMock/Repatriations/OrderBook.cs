using System.Collections.Concurrent;

namespace KryptonMock.Repatriations;

/// <summary>All orders since the start, or since they were last forgotten.</summary>
/// <param name="journal">Where they are kept, and where those of an earlier process are read from.</param>
internal sealed class OrderBook(OrderJournal journal)
{
    private readonly ConcurrentDictionary<string, Order> byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Order> byKey = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<Order>> byStudy = new(StringComparer.Ordinal);
    private readonly Lock placing = new();
    private int last;

    public IReadOnlyList<Order> All => [.. byId.Values.OrderBy(order => order.OrderedAt)];

    public Order? Find(string id) => byId.GetValueOrDefault(id);

    public IReadOnlyList<Order> Of(string studyUid) => byStudy.GetValueOrDefault(studyUid, []);

    /// <summary>Places an order unless one bears the key already.</summary>
    /// <param name="request">The order.</param>
    /// <param name="key">The key of <c>If-None-Exist</c>, or null to place it in any case.</param>
    /// <param name="course">How it will go.</param>
    /// <param name="isThere">Whether all of the study is on the central server already.</param>
    /// <param name="now">The time of the order.</param>
    /// <returns>The order, and whether it is new.</returns>
    public (Order Order, bool IsNew) Place(
        OrderRequest request,
        string? key,
        Func<RepatriationCourse> course,
        bool isThere,
        DateTimeOffset now
    )
    {
        lock (placing)
        {
            if (key is not null && byKey.TryGetValue(key, out var existing))
            {
                return (existing, false);
            }

            var order = new Order($"t-{++last}", request, course(), now)
            {
                IsDuplicate = Of(request.StudyUid).Any(earlier => Repeats(earlier, request, isThere, now)),
            };
            Keep(order);
            journal.Placed(order);
            return (order, true);
        }
    }

    public void Cancel(Order order, DateTimeOffset at)
    {
        order.Cancel(at);
        journal.Cancelled(order, at);
    }

    /// <summary>Takes over the orders of an earlier process.</summary>
    public void Restore()
    {
        foreach (var order in journal.Read())
        {
            Keep(order);
            last++;
        }
    }

    private void Keep(Order order)
    {
        byId[order.Id] = order;
        foreach (var key in order.Request.Keys)
        {
            byKey.TryAdd(key, order);
        }

        byStudy[order.StudyUid] = [.. Of(order.StudyUid), order];
    }

    private static bool Repeats(Order earlier, OrderRequest request, bool isThere, DateTimeOffset now)
    {
        var state = earlier.At(now);
        return earlier.Request.Group == request.Group && (!state.HasEnded || (state.Status == "completed" && isThere));
    }
}
