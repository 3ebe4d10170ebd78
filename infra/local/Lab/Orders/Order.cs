using System.Globalization;
using System.Text.Json.Nodes;
using KryptonMock.Repatriations;

namespace Lab.Orders;

/// <summary>An order to bring a study to CENTRAL.</summary>
/// <param name="Id">FHIR id.</param>
/// <param name="Request">The Task as it was posted.</param>
/// <param name="At">When.</param>
/// <param name="IsDuplicate">
/// The same meeting had an order of that study open, or all of it at CENTRAL after an order.
/// </param>
internal sealed record Order(string Id, OrderRequest Request, DateTimeOffset At, bool IsDuplicate)
{
    private volatile OrderState state = new("requested", 1, At);

    public OrderState State
    {
        get => state;
        set => state = value;
    }

    public string StudyUid => Request.StudyUid;

    /// <summary>After this it is too late to bring it.</summary>
    public DateTimeOffset? Deadline =>
        DateTimeOffset.TryParse(
            (string?)Request.Task["restriction"]?["period"]?["end"],
            CultureInfo.InvariantCulture,
            out var end
        )
            ? end
            : null;

    /// <summary>The Task as the platform shows it.</summary>
    public JsonObject ToTask()
    {
        var now = State;
        var task = (JsonObject)Request.Task.DeepClone();
        task["id"] = Id;
        task["meta"] = new JsonObject { ["versionId"] = $"{now.Version}", ["lastUpdated"] = Instant(now.At) };
        task["status"] = now.Status;
        task["authoredOn"] ??= Instant(At);
        task["lastModified"] = Instant(now.At);
        if (now.Reason is { } reason)
        {
            task["statusReason"] = Concept("status-reason", reason);
        }

        var output = new JsonArray();
        Output(output, "instances-moved", now.Moved);
        Output(output, "instances-expected", now.Expected);
        if (output.Count > 0)
        {
            task["output"] = output;
        }

        return task;
    }

    private static void Output(JsonArray output, string code, int? value)
    {
        if (value is { } number)
        {
            output.Add(new JsonObject { ["type"] = Concept("task-output", code), ["valueInteger"] = number });
        }
    }

    private static JsonObject Concept(string system, string code) =>
        new()
        {
            ["coding"] = new JsonArray(
                new JsonObject { ["system"] = $"https://krypton-dcc/{system}", ["code"] = code }
            ),
        };

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
