namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>The two ways on for a study: it comes to rest until its next re-check, or it is ordered anew.</summary>
internal static class Settling
{
    /// <summary>
    /// At rest. What somebody must act on is tried again from the order at the re-check, since somebody may have acted.
    /// </summary>
    public static Repatriation Settle(
        Repatriation study,
        RepatriationState state,
        RepatriationReason reason,
        DateTimeOffset? recheck
    ) =>
        study with
        {
            State = state,
            Reason = reason,
            Polls = 0,
            Next =
                recheck is null ? NextStep.End
                : state is RepatriationState.Manual ? NextStep.Order
                : NextStep.Check,
            NextAt = recheck,
        };

    public static Repatriation Reject(Repatriation study, string? code, DateTimeOffset? recheck) =>
        Settle(
            study,
            RepatriationState.Rejected,
            code switch
            {
                "destination-unknown" => RepatriationReason.DestinationUnknown,
                "study-unknown" => RepatriationReason.StudyUnknown,
                "study-offline" => RepatriationReason.OfflineAtSite,
                _ => RepatriationReason.RefusedByKrypton,
            },
            recheck
        );

    /// <summary>The next order, under its own key.</summary>
    public static Repatriation Reorder(
        Repatriation study,
        RepatriationState state,
        RepatriationReason reason,
        DateTimeOffset at
    ) =>
        study with
        {
            State = state,
            Reason = reason,
            Attempt = study.Attempt + 1,
            TaskId = null,
            Unanswered = false,
            CentralSince = null,
            Polls = 0,
            Next = NextStep.Order,
            NextAt = at,
        };
}
