namespace Krypton.Rcps.Steps;

/// <summary>When several studies are next looked at together.</summary>
internal static class GroupedDue
{
    private const int PartOfWait = 5;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The earliest of the times, or the last of those that follow it closely: a fifth of the wait later and no more than five seconds. Studies that were ordered together
    /// would else be verified one by one, half a second apart. The start of the RCP is not waited past.
    /// </summary>
    public static DateTimeOffset? Of(IReadOnlyCollection<DateTimeOffset> due, DateTimeOffset now, DateTimeOffset startsAt)
    {
        if (due.Count == 0)
        {
            return null;
        }

        var first = due.Min();
        var wait = (first - now) / PartOfWait;
        var last = due.Where(time => time <= first + (wait < Longest ? wait : Longest)).DefaultIfEmpty(first).Max();
        return first <= startsAt && last > startsAt ? startsAt : last;
    }
}
