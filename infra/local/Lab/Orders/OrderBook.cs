using System.Collections.Concurrent;
using KryptonMock.Repatriations;

namespace Lab.Orders;

/// <summary>All orders, those of earlier processes too. A key orders once; what has ended stays as it is.</summary>
internal sealed class OrderBook
{
    private readonly ConcurrentDictionary<string, Order> byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Order> byKey = new(StringComparer.Ordinal);
    private readonly Lock changing = new();
    private readonly OrderFile file;
    private readonly Notifications notifications;
    private readonly TimeProvider time;

    public OrderBook(OrderFile file, Notifications notifications, TimeProvider time)
    {
        (this.file, this.notifications, this.time) = (file, notifications, time);
        foreach (var order in file.Read())
        {
            Keep(order);
        }
    }

    public IReadOnlyList<Order> All => [.. byId.Values.OrderBy(order => order.At)];

    public Order? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>Places an order unless one bears the key already.</summary>
    /// <param name="request">The order.</param>
    /// <param name="key">Of <c>If-None-Exist</c>; null to place it in any case.</param>
    /// <param name="isThere">Whether all of the study is at CENTRAL.</param>
    public (Order Order, bool IsNew) Place(OrderRequest request, string? key, bool isThere)
    {
        lock (changing)
        {
            if (key is not null && byKey.TryGetValue(key, out var existing))
            {
                return (existing, false);
            }

            var order = new Order(
                $"t-{byId.Count + 1}",
                request,
                time.GetUtcNow(),
                byId.Values.Any(earlier => Repeats(earlier, request, isThere))
            );
            file.Placed(order);
            Keep(order);
            return (order, true);
        }
    }

    /// <summary>Changes the status of an order that has not ended; false where it has.</summary>
    /// <param name="order">The order.</param>
    /// <param name="status">The new one.</param>
    /// <param name="reason">Code of the reason.</param>
    /// <param name="version">The version that the caller saw; null: whichever.</param>
    public bool Change(Order order, string status, string? reason = null, int? version = null)
    {
        lock (changing)
        {
            var was = order.State;
            if (was.HasEnded || was.Status == status || (version is not null && version != was.Version))
            {
                return false;
            }

            order.State = was with
            {
                Status = status,
                Version = was.Version + 1,
                At = time.GetUtcNow(),
                Reason = reason,
            };
            file.Changed(order);
        }

        notifications.Tell(order);
        return true;
    }

    /// <summary>Notes how much has arrived of an order that has not ended.</summary>
    public void Count(Order order, int moved, int expected)
    {
        lock (changing)
        {
            if (!order.State.HasEnded)
            {
                order.State = order.State with { Moved = moved, Expected = expected };
            }
        }
    }

    private void Keep(Order order)
    {
        byId[order.Id] = order;
        foreach (var key in order.Request.Keys)
        {
            byKey.TryAdd(key, order);
        }
    }

    private static bool Repeats(Order earlier, OrderRequest request, bool isThere) =>
        earlier.StudyUid == request.StudyUid
        && earlier.Request.Group == request.Group
        && (!earlier.State.HasEnded || (earlier.State.Status == "completed" && isThere));
}
