namespace KryptonMock.Http;

/// <summary>
/// The kinds of call that faults and counters tell apart; in JSON in camelCase, such as <c>patientSearch</c>.
/// </summary>
public enum CallType
{
    Token,
    PatientSearch,
    PatientRead,
    Studies,
    CentralStudies,

    /// <summary>The instances of one study, in the index.</summary>
    Instances,

    /// <summary>The same on the central server.</summary>
    CentralInstances,
    Order,
    OrderRead,
    OrderCancel,
    Organizations,
    Audit,
    Viewer,
    Metadata,

    /// <summary>An address that the platform does not have.</summary>
    Unknown,
}
