using KryptonMock.Repatriations;

namespace KryptonMock.Admin;

/// <summary>An order as the administration shows it.</summary>
/// <param name="TaskId">FHIR id.</param>
/// <param name="StudyUid">The study ordered.</param>
/// <param name="Rcp">Value of <c>groupIdentifier</c>, or null.</param>
/// <param name="Keys"><c>system|value</c>.</param>
/// <param name="Priority">FHIR task priority as ordered, or null.</param>
/// <param name="Status">FHIR task status at this moment.</param>
/// <param name="Instances">Instances moved, as the Task says.</param>
/// <param name="OrderedAt">By the mock's clock.</param>
/// <param name="Duplicate">True where the same meeting had an order of that study open, or all of it on the central
/// server.</param>
internal sealed record OrderView(
    string TaskId,
    string StudyUid,
    string? Rcp,
    IReadOnlyList<string> Keys,
    string? Priority,
    string Status,
    int Instances,
    DateTimeOffset OrderedAt,
    bool Duplicate
)
{
    public static OrderView Of(Order order, DateTimeOffset now)
    {
        var state = order.At(now);
        return new(
            order.Id,
            order.StudyUid,
            order.Request.Group,
            order.Request.Keys,
            (string?)order.Request.Task["priority"],
            state.Status,
            state.Claimed,
            order.OrderedAt,
            order.IsDuplicate
        );
    }
}
