namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>
/// All that is remembered of one study's way to the central server; the state row of the table <c>PreFicheStudies</c>.
/// </summary>
public sealed record Repatriation
{
    /// <summary>Without a new image for so long, a transfer is said not to get on: a large CT takes minutes.</summary>
    private static readonly TimeSpan StalledAfter = TimeSpan.FromMinutes(30);

    public RepatriationState State { get; init; } = RepatriationState.Requested;

    public RepatriationReason Reason { get; init; } = RepatriationReason.AwaitingOrder;

    /// <summary>The number of the current order, from 1; part of its key.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Krypton's id of the current order, or null before it was placed.</summary>
    public string? TaskId { get; init; }

    /// <summary>
    /// The current order is being sent, or was sent and Krypton did not answer: it may be under way, and only sending
    /// it again with its key tells.
    /// </summary>
    public bool Unanswered { get; init; }

    /// <summary>Orders really placed.</summary>
    public int Orders { get; init; }

    /// <summary>When it was ordered since it was last on the central server, or null: nothing was.</summary>
    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>Retries of the schedule that are used.</summary>
    public int RetriesUsed { get; init; }

    /// <summary>The one new order after a partial transfer was placed.</summary>
    public bool PartialRetried { get; init; }

    /// <summary>Instances that the study should have, or null where nobody knows.</summary>
    public int? Expected { get; init; }

    /// <summary>Instances seen on the central server at the last check.</summary>
    public int Central { get; init; }

    /// <summary>
    /// The central server did not say how many at the last check: <see cref="Central"/> only says that the study is
    /// there, and proves neither that it is whole nor that something is missing.
    /// </summary>
    public bool Uncounted { get; init; }

    /// <summary>
    /// Since when <see cref="Central"/> has been the same, or null before the first check after an order.
    /// </summary>
    public DateTimeOffset? CentralSince { get; init; }

    /// <summary>Waits since the order or since Krypton last answered; the next is longer.</summary>
    public int Polls { get; init; }

    public NextStep Next { get; init; } = NextStep.Order;

    /// <summary>When <see cref="Next"/> is due; null: now.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>
    /// As it is shown where the patient was corrected since it was attached, whatever has become of the transfer.
    /// </summary>
    public Repatriation InConflict() =>
        this with
        {
            State = RepatriationState.Manual,
            Reason = RepatriationReason.StudyIdentityConflict,
            NextAt = null,
        };

    /// <summary>
    /// As it is shown at a moment: what is on its way without a reason of its own has one where it does not get on, or
    /// where the RCP is near.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <param name="lateFrom">From when on what is not there counts as late.</param>
    public Repatriation SeenAt(DateTimeOffset now, DateTimeOffset lateFrom)
    {
        if (!IsOpen || Reason is not (RepatriationReason.None or RepatriationReason.AwaitingOrder))
        {
            return this;
        }

        if (Reason == RepatriationReason.None && CentralSince <= now - StalledAfter)
        {
            return this with { Reason = RepatriationReason.TransferStalled };
        }

        return now >= lateFrom ? this with { Reason = RepatriationReason.Late } : this;
    }

    /// <summary>Can be shown to the RCP now.</summary>
    public bool IsOnline =>
        State is RepatriationState.Completed or RepatriationState.CompletedUnverified or RepatriationState.NotNeeded;

    /// <summary>On its way.</summary>
    public bool IsOpen =>
        State is RepatriationState.Requested or RepatriationState.Accepted or RepatriationState.InProgress;

    /// <summary>It went wrong, for now or for good.</summary>
    public bool IsTrouble =>
        State
            is RepatriationState.Partial
                or RepatriationState.Failed
                or RepatriationState.Rejected
                or RepatriationState.Expired
                or RepatriationState.Manual;

    /// <summary>Share of the instances that have arrived, 0 to 1, or null where it cannot be known.</summary>
    public double? Progress
    {
        get
        {
            if (IsOnline)
            {
                return 1;
            }

            return Expected is > 0 && !Uncounted ? Math.Min(1, Math.Round((double)Central / Expected.Value, 2)) : null;
        }
    }
}
