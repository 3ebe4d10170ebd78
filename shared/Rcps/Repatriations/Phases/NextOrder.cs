namespace KryptonFunctions.Rcps.Repatriations.Phases;

/// <summary>The next order of a study, under its own key.</summary>
internal static class NextOrder
{
    public static Repatriation Of(
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
