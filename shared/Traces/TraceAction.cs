namespace KryptonFunctions.Traces;

/// <summary>What is traced, a closed list; the camelCase name is what is stored, forwarded and asked for.</summary>
public enum TraceAction
{
    /// <summary>
    /// An identity search; the detail says which approaches and how many candidates, never the traits.
    /// </summary>
    Searched,

    /// <summary>The candidates that the prefetch found were shown; nothing was searched for it.</summary>
    CandidatesRead,
    CandidateChosen,
    StudiesListed,
    LinkIssued,
    LinkOpened,

    /// <summary>A link that was expired, used or forged.</summary>
    LinkRefused,
    Attached,
    Detached,
    OrderPlaced,
    OrderCancelled,
    RepatriationEnded,
    RcpCreated,
    RcpChanged,
    RcpRead,

    /// <summary>A reader of a board was told that it is still the one given before; nothing was given.</summary>
    RcpUnchanged,

    /// <summary>The caller's meetings were listed, without any patient.</summary>
    RcpsListed,
    RcpCancelled,

    /// <summary>The meeting begins; the detail says how much of it can be shown.</summary>
    RcpBegan,

    /// <summary>A valid caller asked for what its role, care context or limit does not cover.</summary>
    AccessRefused,
    StructuresRead,
    TracesRead,
    ActivityRead,

    /// <summary>A network administrator gave messages that had failed another try.</summary>
    ForwardingRetried,

    /// <summary>An officer looked up what is known of a person who asked for it.</summary>
    PersonDataRead,

    /// <summary>An officer had erased what the law lets be erased of a person who asked for it.</summary>
    PersonDataErased,
}

/// <summary>How the action ended.</summary>
public enum TraceOutcome
{
    Succeeded,
    Refused,
    Failed,
}
