namespace KryptonFunctions.Rcps.Repatriations.Phases;

/// <summary>A study comes to rest until its next re-check, or for good.</summary>
internal static class Rest
{
    /// <summary>
    /// What somebody must act on is tried again from the order at the re-check, since somebody may have acted.
    /// </summary>
    public static Repatriation Settle(
        Repatriation study,
        RepatriationState state,
        RepatriationReason reason,
        DateTimeOffset? recheck
    )
    {
        var settled = study with
        {
            State = state,
            Reason = reason,
            Polls = 0,
            Next = NextAtRecheck(state, recheck),
            NextAt = recheck,
        };
        return settled.IsOnline ? settled with { OrderedAt = null } : settled;
    }

    /// <summary>Krypton's reason code says what people can do about the refusal.</summary>
    public static Repatriation AsRejected(Repatriation study, string? code, DateTimeOffset? recheck) =>
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

    private static NextStep NextAtRecheck(RepatriationState state, DateTimeOffset? recheck)
    {
        if (recheck is null)
        {
            return NextStep.End;
        }

        return state == RepatriationState.Manual ? NextStep.Order : NextStep.Check;
    }
}
