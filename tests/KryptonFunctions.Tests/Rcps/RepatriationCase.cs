using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>A study of an RCP on a certain day, under the rules with the default settings.</summary>
internal static class RepatriationCase
{
    public static DateTimeOffset Start { get; } = new(2026, 11, 24, 13, 0, 0, TimeSpan.Zero);

    public static RepatriationRules Rules { get; } = new(new RepatriationSchedule(new PrefetchOptions()));

    public static StudyObservation AtSite { get; } =
        new()
        {
            Index = IndexedAs.Transferable,
            Expected = 10,
            Central = 0,
        };

    public static DateTimeOffset DaysBefore(int days) => Start.AddDays(-days);

    public static StudyObservation Task(OrderedAs task, int central) => new() { Task = task, Central = central };

    public static Repatriation Ordered(DateTimeOffset at) =>
        new()
        {
            TaskId = "t-1",
            Orders = 1,
            Expected = 10,
            Reason = RepatriationReason.None,
            Next = NextStep.Check,
            NextAt = at.AddSeconds(30),
        };

    public static Decision Decide(Repatriation study, DateTimeOffset now, StudyObservation seen) =>
        Rules.Decide(study, new RcpContext(now, Start, Wanted: true, Cancelled: false), seen);
}
