using KryptonFunctions.Rcps.Contract;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>What a meeting's orchestration learns of one look at the tables.</summary>
/// <param name="Over">Cancelled, removed, or a day past: nothing is left to do.</param>
/// <param name="Counts">For the custom status.</param>
/// <param name="LookAgainAt">At the latest.</param>
/// <param name="HasPendingNotification">A change has not been told to the meeting's instances: its ring was lost, or
/// came later than this look. False in histories of before.</param>
public sealed record RcpTurn(
    bool Over,
    BoardCounts Counts,
    DateTimeOffset? LookAgainAt,
    bool HasPendingNotification = false
);
