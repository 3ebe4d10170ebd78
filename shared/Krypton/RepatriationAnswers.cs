using KryptonFunctions.Identity;

namespace KryptonFunctions.Krypton;

/// <summary>Where an order stands at Krypton (FHIR Task.status, those that it uses).</summary>
public enum RepatriationStatus
{
    /// <summary>A status of FHIR that says nothing about the transfer (draft, received, on-hold, ready).</summary>
    Other,
    Requested,
    Accepted,
    InProgress,
    Completed,
    Failed,
    Rejected,
    Cancelled,
}

/// <summary>An order to bring one study to the central server.</summary>
/// <param name="Key">What makes it one order, such as <c>RCP-1:1.2.250.1</c>: a repeat of the key never orders twice, a
/// new order needs a new key. At most 200 characters without blanks.</param>
/// <param name="RcpId">The meeting it is for.</param>
/// <param name="Study">The study.</param>
/// <param name="PatientId">Krypton's id of the patient's record, or null where it is not known.</param>
/// <param name="Requester">RPPS or SubjectNameID of whoever attached the study, or null.</param>
/// <param name="Deadline">When it must be there: the start of the meeting.</param>
/// <param name="Priority">How urgent it is.</param>
public sealed record RepatriationOrder(
    string Key,
    string RcpId,
    StudyUid Study,
    string? PatientId,
    string? Requester,
    DateTimeOffset Deadline,
    OrderPriority Priority = OrderPriority.Routine
);

/// <summary>An order as Krypton reports it.</summary>
/// <param name="TaskId">Krypton's id of the Task.</param>
/// <param name="Version">For a conditional change; the ETag of the Task, or null where Krypton gave none.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Partial">Krypton says itself that a part only was moved.</param>
/// <param name="Moved">Instances on the central server, or null where not told.</param>
/// <param name="Expected">Instances that the site has, or null where it does not know.</param>
/// <param name="Reason">Krypton's code for a failure or rejection, such as <c>destination-unknown</c>, or null.</param>
/// <param name="Key">The order's key, or null where the Task carries none of ours.</param>
public sealed record RepatriationReport(
    string TaskId,
    string? Version,
    RepatriationStatus Status,
    bool Partial,
    int? Moved,
    int? Expected,
    string? Reason,
    string? Key
);

/// <summary>What came of an order.</summary>
public abstract record OrderAnswer
{
    private OrderAnswer() { }

    /// <summary>Krypton has the order, now or since an earlier call with the same key.</summary>
    public sealed record Ordered(RepatriationReport Report) : OrderAnswer;

    /// <summary>Krypton does not take it, and a repeat would not help.</summary>
    public sealed record Rejected(string Reason) : OrderAnswer;

    /// <summary>Whether Krypton has the order is not known: order again with the same key.</summary>
    public sealed record Unavailable(KryptonFault Fault) : OrderAnswer;
}

/// <summary>What came of asking for an order, or of cancelling it.</summary>
public abstract record RepatriationAnswer
{
    private RepatriationAnswer() { }

    public sealed record Found(RepatriationReport Report) : RepatriationAnswer;

    /// <summary>Krypton has no such order.</summary>
    public sealed record Missing : RepatriationAnswer;

    public sealed record Unavailable(KryptonFault Fault) : RepatriationAnswer;
}
