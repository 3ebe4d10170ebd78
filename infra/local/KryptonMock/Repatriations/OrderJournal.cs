using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonMock.Http;

namespace KryptonMock.Repatriations;

/// <summary>
/// Keeps orders in a file, a line each event: a platform does not forget an order because a developer's process was
/// killed.
/// </summary>
internal sealed class OrderJournal
{
    private readonly string? file;
    private readonly Lock writing = new();

    /// <param name="folder">Null: nothing is kept.</param>
    public OrderJournal(string? folder)
    {
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            file = Path.Combine(folder, "orders.ndjson");
        }
    }

    public void Placed(Order order) =>
        Append(
            new(order.Id, order.OrderedAt)
            {
                Task = order.Request.Task,
                Course = order.Course,
                IsDuplicate = order.IsDuplicate,
            }
        );

    public void Cancelled(Order order, DateTimeOffset at) => Append(new(order.Id, at));

    /// <summary>The orders of the file, as they stood; a line that a kill cut short is passed over.</summary>
    public IReadOnlyCollection<Order> Read()
    {
        var orders = new Dictionary<string, Order>(StringComparer.Ordinal);
        foreach (var line in file is not null && File.Exists(file) ? File.ReadLines(file) : [])
        {
            switch (Parse(line))
            {
                case { Task: { } task, Course: { } course } placed
                    when OrderRequest.TryRead(task.ToJsonString(), out var request, out _):
                    orders[placed.Id] = new Order(placed.Id, request!, course, placed.At)
                    {
                        IsDuplicate = placed.IsDuplicate,
                    };
                    break;
                case { Task: null } cancelled when orders.TryGetValue(cancelled.Id, out var order):
                    order.Cancel(cancelled.At);
                    break;
            }
        }

        return orders.Values;
    }

    private static Line? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(line, MockJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Append(Line line)
    {
        if (file is not null)
        {
            lock (writing)
            {
                File.AppendAllText(file, JsonSerializer.Serialize(line, MockJson.Options) + '\n');
            }
        }
    }

    /// <summary>An order placed, or, without a Task, cancelled.</summary>
    private sealed record Line(string Id, DateTimeOffset At)
    {
        public JsonObject? Task { get; init; }

        public RepatriationCourse? Course { get; init; }

        public bool IsDuplicate { get; init; }
    }
}
