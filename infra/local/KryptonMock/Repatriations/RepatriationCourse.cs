using System.Text.Json.Serialization;

namespace KryptonMock.Repatriations;

/// <summary>
/// How one order goes, decided when it is placed; its state follows from the time gone by, so nothing has to run.
/// </summary>
/// <param name="Ending">What comes of it.</param>
/// <param name="Duration">From the order to its end.</param>
/// <param name="Instances">Instances of the study at the site.</param>
/// <param name="Fraction">The share that arrives where the transfer is partial, or where it stops for ever.</param>
/// <param name="Reason">Code of the reason where it is rejected.</param>
internal sealed record RepatriationCourse(
    Ending Ending,
    TimeSpan Duration,
    int Instances,
    double Fraction = 0.5,
    string? Reason = null
)
{
    private const double Accepted = 0.1;
    private const double Started = 0.2;

    /// <summary>The moments, from the order, at which the status changes.</summary>
    [JsonIgnore]
    public IReadOnlyList<TimeSpan> Changes =>
        Ending switch
        {
            Ending.Refused => [TimeSpan.Zero],
            Ending.Rejected => [TimeSpan.Zero, Duration * Accepted],
            Ending.Never => [TimeSpan.Zero, Duration * Accepted, Duration * Started],
            _ => [TimeSpan.Zero, Duration * Accepted, Duration * Started, Duration],
        };

    public RepatriationState At(TimeSpan elapsed)
    {
        var step = Changes.Count(change => change <= elapsed);
        return step switch
        {
            _ when step == Changes.Count && Ending != Ending.Never => End(step, elapsed),
            <= 1 => new("requested", step, 0, 0),
            2 => new("accepted", step, 0, 0),
            _ => Moving(step, elapsed),
        };
    }

    private RepatriationState End(int step, TimeSpan elapsed) =>
        Ending switch
        {
            Ending.Refused or Ending.Rejected => new("rejected", step, 0, 0)
            {
                Reason = Reason ?? "destination-unknown",
            },
            Ending.Failed => new("failed", step, 0, 0) { Reason = "transfer-failed" },
            Ending.Empty => new("completed", step, 0, 0),
            Ending.Partial => new("completed", step, Part, Part) { IsPartial = true },
            Ending.SilentPartial => new("completed", step, Instances, Part),
            Ending.Shrinking when elapsed > Duration * 1.5 => new("completed", step, Instances, Part),
            _ => new("completed", step, Instances, Instances),
        };

    private RepatriationState Moving(int step, TimeSpan elapsed)
    {
        var share = Math.Min(1, ((elapsed / Duration) - Started) / (1 - Started));
        var arriving = Ending switch
        {
            Ending.Empty or Ending.Failed => 0,
            Ending.Partial or Ending.SilentPartial or Ending.Never => Part,
            _ => Instances,
        };
        // Rounded, as binary fractions would make 49 of half a hundred.
        var moved = (int)Math.Round(arriving * share);
        return new("in-progress", step, moved, moved);
    }

    private int Part => (int)(Instances * Fraction);
}

/// <summary>What comes of an order.</summary>
internal enum Ending
{
    Complete,

    /// <summary>Rejected in the very answer: the study is unknown or offline.</summary>
    Refused,
    Rejected,
    Failed,

    /// <summary>'Completed', yet nothing was moved.</summary>
    Empty,

    /// <summary>Completed in part, and says so.</summary>
    Partial,

    /// <summary>Claims to be complete; the central server has a part.</summary>
    SilentPartial,

    /// <summary>Complete, then instances vanish from the central server.</summary>
    Shrinking,

    /// <summary>In progress for ever.</summary>
    Never,
}

/// <summary>The state of an order at one moment.</summary>
/// <param name="Status">FHIR task status.</param>
/// <param name="Version">Counts the changes of status.</param>
/// <param name="Claimed">Instances moved, as the Task says.</param>
/// <param name="OnCentral">Instances that are on the central server.</param>
internal sealed record RepatriationState(string Status, int Version, int Claimed, int OnCentral)
{
    public bool IsPartial { get; init; }

    public string? Reason { get; init; }

    public bool HasEnded => Status is "completed" or "rejected" or "failed" or "cancelled";
}
