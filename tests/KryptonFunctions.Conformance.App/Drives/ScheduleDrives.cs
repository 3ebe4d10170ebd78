using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Conformance;

/// <summary>Starting instances.</summary>
internal static class ScheduleDrives
{
    public static void Add(DriveList all)
    {
        all.With(
            "ScheduleUnknownOrchestrator",
            async run =>
            {
                await run.TryAsync("schedule", () => run.StartAsync("NoSuchOrchestrator"));
                return await run.EndAsync(seconds: 10);
            }
        );

        all.With(
            "ScheduleWithoutId",
            async run =>
            {
                string id = await run.Client.ScheduleNewOrchestrationInstanceAsync(
                    nameof(ActivityScenarios.ActivityChain)
                );
                run.See("idFormat", Run.IsHex(id) ? "32 hex digits" : id);
                return await run.EndAsync(id);
            }
        );

        all.With(
            "ScheduleSameIdWhileRunning",
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "first");
                await run.RunningAsync();
                await run.TryAsync("second", () => run.StartAsync(nameof(EventScenarios.WaitForGo), "second"));
                await Task.Delay(2000);
                await run.Client.RaiseEventAsync(run.Id, "Go", "go");
                return await run.EndAsync();
            }
        );

        all.With(
            "ScheduleSameIdWhilePending",
            async run =>
            {
                await run.StartAsync(
                    nameof(EventScenarios.WaitForGo),
                    "first",
                    at: DateTimeOffset.UtcNow.AddSeconds(4)
                );
                await run.TryAsync("second", () => run.StartAsync(nameof(EventScenarios.WaitForGo), "second"));
                await Task.Delay(6000);
                await run.Client.RaiseEventAsync(run.Id, "Go", "go");
                return await run.EndAsync();
            }
        );

        all.With(
            "ScheduleSameIdWhileSuspended",
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "first");
                await run.RunningAsync();
                await run.Client.SuspendInstanceAsync(run.Id, "pause");
                await run.UntilAsync(m => m.RuntimeStatus == OrchestrationRuntimeStatus.Suspended, seconds: 10);
                await run.TryAsync("second", () => run.StartAsync(nameof(EventScenarios.WaitForGo), "second"));
                await run.Client.ResumeInstanceAsync(run.Id, "go on");
                await run.Client.RaiseEventAsync(run.Id, "Go", "go");
                return await run.EndAsync();
            }
        );

        all.With(
            "ScheduleSameIdAfterCompleted",
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "first");
                await run.RunningAsync();
                await run.Client.RaiseEventAsync(run.Id, "Go", "one");
                OrchestrationMetadata? first = await run.EndAsync();
                run.See("first", Run.Show(first));
                await Task.Delay(50);
                await run.TryAsync("second", () => run.StartAsync(nameof(EventScenarios.WaitForGo), "second"));
                run.See("statusRightAfter", (await run.Client.GetInstanceAsync(run.Id))?.RuntimeStatus.ToString());
                await run.RunningAsync();
                await run.Client.RaiseEventAsync(run.Id, "Go", "two");
                OrchestrationMetadata? end = await run.EndAsync();
                run.See("createdLater", end?.CreatedAt > first?.CreatedAt);
                return end;
            }
        );

        all.With(
            "ScheduleSameIdAfterTerminated",
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "first");
                await run.RunningAsync();
                await run.Client.TerminateInstanceAsync(run.Id, "stop");
                await run.EndAsync();
                await run.TryAsync("second", () => run.StartAsync(nameof(EventScenarios.WaitForGo), "second"));
                await run.RunningAsync();
                await run.Client.RaiseEventAsync(run.Id, "Go", "go");
                return await run.EndAsync();
            }
        );

        all.With(
            "ScheduleSameIdDedupeStatuses",
            async run =>
            {
                await run.StartAsync(nameof(ActivityScenarios.ActivityChain));
                await run.EndAsync();
                await run.TryAsync(
                    "second",
                    () =>
                        run.Client.ScheduleNewOrchestrationInstanceAsync(
                            nameof(ActivityScenarios.ActivityChain),
                            null,
                            new StartOrchestrationOptions(run.Id)
                            {
                                DedupeStatuses = [nameof(OrchestrationRuntimeStatus.Completed)],
                            }
                        )
                );
                return await run.EndAsync();
            }
        );

        all.With(
            "StartAtFuture",
            async run =>
            {
                DateTimeOffset at = DateTimeOffset.UtcNow.AddSeconds(4);
                await run.StartAsync(nameof(ActivityScenarios.ActivityChain), at: at);
                OrchestrationMetadata? early = await run.Client.GetInstanceAsync(run.Id, true);
                run.See("rightAfter", Run.Show(early));
                await Task.Delay(1500);
                run.See("stillEarly", (await run.Client.GetInstanceAsync(run.Id))?.RuntimeStatus.ToString());
                OrchestrationMetadata? end = await run.EndAsync();
                // The storage counts whole seconds: up to one too soon, as it happens.
                run.See("endedAtMostOneSecondEarly", DateTimeOffset.UtcNow >= at.AddSeconds(-1));
                run.See("createdAtIsBeforeStartAt", end?.CreatedAt < at);
                return end;
            }
        );

        all.With(
            "StartAtPast",
            async run =>
            {
                await run.StartAsync(nameof(ActivityScenarios.ActivityChain), at: DateTimeOffset.UtcNow.AddHours(-1));
                return await run.EndAsync();
            }
        );

        all.With(
            "TerminatePending",
            async run =>
            {
                await run.StartAsync(nameof(ActivityScenarios.ActivityChain), at: DateTimeOffset.UtcNow.AddSeconds(8));
                await Task.Delay(300);
                await run.TryAsync("terminate", () => run.Client.TerminateInstanceAsync(run.Id, "not needed"));
                run.See("within4s", Run.Show(await run.EndAsync(seconds: 4)));
                await Task.Delay(6000);
                return await run.EndAsync(seconds: 12);
            }
        );
    }
}
