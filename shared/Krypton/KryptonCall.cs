namespace KryptonFunctions.Krypton;

/// <summary>
/// The kinds of calls to Krypton. Each has a circuit of its own and a share of the calls at once, so that a search
/// which fails or hangs stops neither lists nor orders.
/// </summary>
public enum KryptonCall
{
    /// <summary>Patient searches.</summary>
    PatientSearch,

    /// <summary>One Patient by its id.</summary>
    PatientRead,

    /// <summary>Queries on the index of all studies.</summary>
    Studies,

    /// <summary>Queries on the central server.</summary>
    CentralStudies,

    /// <summary>Repatriations ordered or taken back.</summary>
    Orders,

    /// <summary>How an order stands.</summary>
    OrderStates,

    /// <summary>The establishments.</summary>
    Establishments,

    /// <summary>Our accesses, told to Krypton.</summary>
    AuditEvents,
}
