namespace KryptonFunctions.Access;

/// <summary>What counting a use came to.</summary>
internal enum UseVerdict
{
    /// <summary>Within the limit.</summary>
    Counted,

    /// <summary>The minute's uses are used up.</summary>
    OverLimit,

    /// <summary>
    /// So many uses of one user at once, in several instances, that the row could not be won: too many by any
    /// measure.
    /// </summary>
    NotCounted,
}
