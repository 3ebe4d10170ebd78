using System.Text.Json.Nodes;

namespace KryptonMock.Repatriations;

/// <summary>A repatriation order.</summary>
internal sealed class Order(string id, OrderRequest request, RepatriationCourse course, DateTimeOffset orderedAt)
{
    private RepatriationState? cancelled;
    private DateTimeOffset cancelledAt;

    public string Id => id;

    public OrderRequest Request => request;

    public string StudyUid => request.StudyUid;

    public RepatriationCourse Course => course;

    public DateTimeOffset OrderedAt => orderedAt;

    /// <summary>
    /// True where another order for the same study and meeting was open, or had brought all, when this one was placed.
    /// </summary>
    public bool IsDuplicate { get; init; }

    public RepatriationState At(DateTimeOffset now) => cancelled ?? course.At(now - orderedAt);

    /// <summary>What has arrived stays; nothing more comes.</summary>
    public void Cancel(DateTimeOffset at)
    {
        var state = At(at);
        (cancelled, cancelledAt) = (
            state with
            {
                Status = "cancelled",
                Version = state.Version + 1,
                Reason = "cancelled-by-requester",
            },
            at
        );
    }

    /// <summary>The Task as the platform shows it.</summary>
    public JsonObject ToTask(DateTimeOffset now)
    {
        var state = At(now);
        var changed = cancelled is null ? orderedAt + course.Changes[Math.Max(0, state.Version - 1)] : cancelledAt;
        var task = (JsonObject)request.Task.DeepClone();
        task["id"] = id;
        task["meta"] = new JsonObject { ["versionId"] = state.Version.ToString(), ["lastUpdated"] = Instant(changed) };
        task["status"] = state.Status;
        task["authoredOn"] ??= Instant(orderedAt);
        task["lastModified"] = Instant(changed);
        if (state.IsPartial)
        {
            task["businessStatus"] = Concept("business-status", "partial");
        }

        if (state.Reason is { } reason)
        {
            task["statusReason"] = Concept("status-reason", reason);
        }

        task["output"] = new JsonArray(
            Output("instances-moved", state.Claimed),
            Output("instances-expected", course.Instances)
        );
        return task;
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    private static JsonObject Output(string code, int value) =>
        new() { ["type"] = Concept("task-output", code), ["valueInteger"] = value };

    private static JsonObject Concept(string system, string code) =>
        new()
        {
            ["coding"] = new JsonArray(
                new JsonObject { ["system"] = $"https://krypton-dcc/{system}", ["code"] = code }
            ),
        };
}
