using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonMock.Repatriations;
using Lab.Adapter;

namespace Lab.Orders;

/// <summary>
/// Keeps orders and their changes of status in a file, a line each, so that a kill of the adapter loses none.
/// </summary>
internal sealed class OrderFile
{
    private readonly string file;
    private readonly Lock writing = new();

    public OrderFile(AdapterOptions options)
    {
        Directory.CreateDirectory(options.State);
        file = Path.Combine(options.State, "orders.ndjson");
    }

    public void Placed(Order order) =>
        Append(
            new(order.Id)
            {
                Task = order.Request.Task,
                At = order.At,
                IsDuplicate = order.IsDuplicate,
            }
        );

    public void Changed(Order order) => Append(new(order.Id) { State = order.State });

    /// <summary>The orders as they stood; a line that a kill cut short is passed over.</summary>
    public IReadOnlyCollection<Order> Read()
    {
        var orders = new Dictionary<string, Order>(StringComparer.Ordinal);
        foreach (var line in File.Exists(file) ? File.ReadLines(file) : [])
        {
            switch (Parse(line))
            {
                case { Task: { } task } placed when OrderRequest.TryRead(task.ToJsonString(), out var request, out _):
                    orders[placed.Id] = new(placed.Id, request!, placed.At, placed.IsDuplicate);
                    break;
                case { State: { } state } changed when orders.TryGetValue(changed.Id, out var order):
                    order.State = state;
                    break;
            }
        }

        return orders.Values;
    }

    private static Line? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Append(Line line)
    {
        lock (writing)
        {
            // A line that a kill cut short must not spoil the one after it.
            File.AppendAllText(file, '\n' + JsonSerializer.Serialize(line));
        }
    }

    private sealed record Line(string Id)
    {
        public JsonObject? Task { get; init; }

        public DateTimeOffset At { get; init; }

        public bool IsDuplicate { get; init; }

        public OrderState? State { get; init; }
    }
}
