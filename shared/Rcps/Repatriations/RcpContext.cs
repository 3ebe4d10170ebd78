namespace KryptonFunctions.Rcps.Repatriations;

/// <summary>The RCP as far as it concerns one study.</summary>
/// <param name="Now">The moment of the decision.</param>
/// <param name="StartsAt">Start of the RCP, the deadline.</param>
/// <param name="Wanted">Some pré-fiche still has it attached.</param>
/// <param name="Cancelled">The RCP does not take place.</param>
public sealed record RcpContext(DateTimeOffset Now, DateTimeOffset StartsAt, bool Wanted, bool Cancelled)
{
    public static RcpContext From(Rcp rcp, WantedStudy study, DateTimeOffset now) =>
        new(now, rcp.StartsAt, study.WantedBy.Count > 0, rcp.Cancelled);
}
