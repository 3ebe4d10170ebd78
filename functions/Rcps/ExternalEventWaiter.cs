using Microsoft.DurableTask;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>
/// Waits for any of several events, or for a time. For each name there is one wait outstanding during the whole life of
/// the instance: the same task is awaited again in the next round, and the next wait begins only when it has completed.
/// A wait that timed out or was cancelled would swallow a later event.
/// </summary>
internal sealed class ExternalEventWaiter
{
    /// <summary>
    /// The backend of the timers counts whole seconds, rounded down: one may come up to a second early. Whoever woke
    /// before the time would find nothing due, wait the rest of the second by a timer of no length, and so on until the
    /// second is over, with calls to Krypton each time.
    /// </summary>
    private static readonly TimeSpan EarliestBefore = TimeSpan.FromSeconds(1);

    private readonly TaskOrchestrationContext context;
    private readonly string[] names;
    private readonly Task<string?>[] waits;

    public ExternalEventWaiter(TaskOrchestrationContext context, params string[] names)
    {
        this.context = context;
        this.names = names;
        waits = [.. names.Select(Wait)];
    }

    /// <summary>
    /// The names that rang, each once however often it did; empty where the time came first, which is never noticed
    /// early and at most a second late. Without a time it waits for the events alone. The <paramref name="muted"/> one
    /// does not end the wait, but is named where it rang meanwhile.
    /// </summary>
    public async Task<IReadOnlyList<string>> WaitForAnyAsync(DateTimeOffset? due, string? muted = null)
    {
        Task[] heard = [.. waits.Where((_, bell) => names[bell] != muted)];
        if (!Array.Exists(heard, wait => wait.IsCompleted))
        {
            if (due is null)
            {
                await Task.WhenAny(heard);
            }
            else if (due.Value.UtcDateTime > context.CurrentUtcDateTime)
            {
                using var cancellation = new CancellationTokenSource();
                var timer = context.CreateTimer(due.Value.UtcDateTime + EarliestBefore, cancellation.Token);
                await Task.WhenAny([.. heard, timer]);
                if (!timer.IsCompleted)
                {
                    // An open timer would keep the instance from ending. Cancel, not CancelAsync: an orchestrator
                    // awaits durable tasks only.
                    cancellation.Cancel();
                }
            }
        }

        return TakeRaised();
    }

    private List<string> TakeRaised()
    {
        var raised = new List<string>();
        for (var bell = 0; bell < names.Length; bell++)
        {
            if (waits[bell].IsCompleted)
            {
                raised.Add(names[bell]);
            }

            // Events that came in a row are one ring.
            while (waits[bell].IsCompleted)
            {
                waits[bell] = Wait(names[bell]);
            }
        }

        return raised;
    }

    private Task<string?> Wait(string name) => context.WaitForExternalEvent<string?>(name)!;
}
