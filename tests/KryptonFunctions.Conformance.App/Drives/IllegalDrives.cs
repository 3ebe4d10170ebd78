using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Conformance;

/// <summary>Orchestrators that do what they must not.</summary>
internal static class IllegalDrives
{
    public static void Add(DriveList all)
    {
        foreach (
            string name in new[]
            {
                nameof(IllegalScenarios.TaskDelayFirst),
                nameof(IllegalScenarios.TaskDelayAfterActivity),
                nameof(IllegalScenarios.TaskDelayLast),
                nameof(IllegalScenarios.TaskRunThenActivity),
                nameof(IllegalScenarios.TaskYield),
                nameof(IllegalScenarios.ConfigureAwaitFalse),
                nameof(IllegalScenarios.WhenAnyWithTaskDelay),
                nameof(IllegalScenarios.NeverCompletes),
                nameof(IllegalScenarios.NeverCompletesLater),
                nameof(IllegalScenarios.ReplayOtherActivity),
                nameof(IllegalScenarios.ReplayOtherInput),
                nameof(IllegalScenarios.ReplayFewerThenReturn),
                nameof(IllegalScenarios.ReplayMoreAfter),
                nameof(IllegalScenarios.ReplayFewerInFanOut),
                nameof(IllegalScenarios.ReplayTimerForActivity),
                nameof(IllegalScenarios.ReplaySubOrchestrationForActivity),
                nameof(IllegalScenarios.ReplaySwapsOrder),
                nameof(IllegalScenarios.ReplayFewerThenWait),
            }
        )
        {
            all.With(
                name,
                async run =>
                {
                    await run.StartAsync(name);
                    OrchestrationMetadata? after = await run.EndAsync(seconds: 20);
                    if (after is { IsCompleted: false })
                    {
                        await run.TryAsync(
                            "terminateAfter20s",
                            () => run.Client.TerminateInstanceAsync(run.Id, "cleaning up")
                        );
                        run.See("afterTerminate", Run.Show(await run.EndAsync(seconds: 10)));
                    }

                    return after;
                }
            );
        }
    }
}
