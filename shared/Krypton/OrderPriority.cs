namespace KryptonFunctions.Krypton;

/// <summary>How urgent an order is, in FHIR's words (Task.priority).</summary>
public enum OrderPriority
{
    /// <summary>In its turn.</summary>
    Routine,

    /// <summary>Before those of routine.</summary>
    Urgent,

    /// <summary>As soon as possible.</summary>
    Asap,

    /// <summary>At once: an emergency.</summary>
    Stat,
}
