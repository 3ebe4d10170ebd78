namespace KryptonFunctions.Krypton;

/// <summary>The kind of access, as FHIR's audit names it.</summary>
public enum AccessKind
{
    /// <summary>Looked for something (AuditEvent.action E, search).</summary>
    Search,

    /// <summary>Saw something (R).</summary>
    Read,

    /// <summary>Made something, such as an order (C).</summary>
    Create,

    /// <summary>Changed something (U).</summary>
    Update,

    /// <summary>Withdrew something (D).</summary>
    Delete,

    /// <summary>Anything else (E).</summary>
    Execute,
}

/// <summary>One traced action as Krypton is told of it: who, what, when, on which data. No traits.</summary>
public sealed record UserAction
{
    /// <summary>Our trace's id: the key by which a repeat is known.</summary>
    public required string TraceId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Our word for the action, such as <c>linkOpened</c>.</summary>
    public required string Action { get; init; }

    public required AccessKind Kind { get; init; }

    /// <summary>False for a refusal or failure.</summary>
    public bool Success { get; init; } = true;

    /// <summary>DCC user, or null where the system acted by itself.</summary>
    public string? User { get; init; }

    public string? SubjectNameId { get; init; }

    public string? Role { get; init; }

    /// <summary>FINESS.</summary>
    public string? Organization { get; init; }

    /// <summary>HL7 purpose of use such as <c>TREAT</c>.</summary>
    public string? PurposeOfUse { get; init; }

    /// <summary>Krypton's id of the patient's record, or null.</summary>
    public string? PatientId { get; init; }

    public IReadOnlyList<string> StudyUids { get; init; } = [];

    public string? RcpId { get; init; }

    public string? PreFicheId { get; init; }

    public string? RequestId { get; init; }
}
