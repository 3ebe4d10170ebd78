using Microsoft.DurableTask;

namespace Krypton.Functions.Rcps;

/// <summary>The studies of an orchestration that take long or break: each in a step of its own, while the others go on without it.</summary>
internal sealed class StudiesApart(TaskOrchestrationContext context, string rcpId)
{
    /// <summary>Until one that broke is tried again; as often the upkeep starts again what has died.</summary>
    private static readonly TimeSpan AfterBreak = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Task> steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> broken = new(StringComparer.Ordinal);

    public bool Any => steps.Count > 0 || broken.Count > 0;

    public IReadOnlyCollection<Task> Steps => steps.Values;

    public void Begin(IReadOnlyList<string> slow)
    {
        foreach (var uid in slow)
        {
            steps[uid] = context.CallActivityAsync(nameof(StudyActivities.AdvanceRepatriation), new StudyReference(rcpId, uid), StepRetries.OfStorage);
        }
    }

    /// <summary>The time given, or the earlier one at which a broken study is tried again.</summary>
    public DateTimeOffset? Earlier(DateTimeOffset? due) => broken.Values.Select(at => (DateTimeOffset?)at).Append(due).Min();

    /// <summary>The studies still to be left alone. Those whose step has ended come back to the others.</summary>
    public IReadOnlyList<string> Remaining()
    {
        var now = new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero);
        foreach (var (uid, step) in steps.Where(step => step.Value.IsCompleted).ToList())
        {
            steps.Remove(uid);
            if (step.IsFaulted)
            {
                broken[uid] = now + AfterBreak;
            }
        }

        foreach (var (uid, _) in broken.Where(broke => broke.Value <= now).ToList())
        {
            broken.Remove(uid);
        }

        return [.. steps.Keys, .. broken.Keys];
    }

    /// <summary>Ends when all steps have, whatever became of them: the next generation finds it in the tables.</summary>
    public async Task EndAsync()
    {
        while (steps.Values.Any(step => !step.IsCompleted))
        {
            await Task.WhenAny(steps.Values.Where(step => !step.IsCompleted));
        }
    }
}
