using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Conformance;

/// <summary>Raise, terminate, suspend and resume.</summary>
internal static class ControlDrives
{
    public static void Add(DriveList all)
    {
        all.With(
            "RaiseEventToUnknown",
            async run =>
            {
                await run.TryAsync("raise", () => run.Client.RaiseEventAsync(run.Id, "Go", "x"));
                await Task.Delay(1500);
                OrchestrationMetadata? before = await run.Client.GetInstanceAsync(run.Id);
                run.See("instanceAfter", Run.Show(before));
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "later");
                await run.UntilAsync(m => m.RuntimeStatus is OrchestrationRuntimeStatus.Running, seconds: 10);
                OrchestrationMetadata? end = await run.EndAsync(seconds: 4);
                run.See("later instance took the event", end?.IsCompleted);
                await run.Client.RaiseEventAsync(run.Id, "Go", "y");
                return await run.EndAsync();
            }
        );

        all.With(
            "RaiseEventToCompleted",
            async run =>
            {
                await run.StartAsync(nameof(ActivityScenarios.ActivityChain));
                OrchestrationMetadata? end = await run.EndAsync();
                await run.TryAsync("raise", () => run.Client.RaiseEventAsync(run.Id, "Go", "x"));
                await Task.Delay(2000);
                OrchestrationMetadata? after = await run.Client.GetInstanceAsync(run.Id, true);
                run.See("lastUpdatedUnchanged", after?.LastUpdatedAt == end?.LastUpdatedAt);
                return after;
            }
        );

        all.With(
            "RaiseEventExtraIsIgnored",
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "in");
                await run.RunningAsync();
                await run.Client.RaiseEventAsync(run.Id, "Other", "never awaited");
                await run.Client.RaiseEventAsync(run.Id, "Go", "one");
                await run.Client.RaiseEventAsync(run.Id, "Go", "two");
                return await run.EndAsync();
            }
        );

        all.With(
            "TerminateRunning",
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "in");
                await run.RunningAsync();
                await run.TryAsync(
                    "terminate",
                    () => run.Client.TerminateInstanceAsync(run.Id, new { reason = "stop" })
                );
                return await run.EndAsync(seconds: 15);
            }
        );

        all.With(
            "TerminateWithoutOutput",
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "in");
                await run.RunningAsync();
                await run.TryAsync("terminate", () => run.Client.TerminateInstanceAsync(run.Id));
                return await run.EndAsync(seconds: 15);
            }
        );

        all.With(
            "TerminateCompletedAndUnknown",
            async run =>
            {
                await run.StartAsync(nameof(ActivityScenarios.ActivityChain));
                await run.EndAsync();
                await run.TryAsync("terminateCompleted", () => run.Client.TerminateInstanceAsync(run.Id, "late"));
                await run.TryAsync(
                    "terminateUnknown",
                    () => run.Client.TerminateInstanceAsync(run.Id + "-unknown", "nobody")
                );
                await Task.Delay(1500);
                run.See("unknown", Run.Show(await run.Client.GetInstanceAsync(run.Id + "-unknown")));
                return await run.EndAsync();
            }
        );

        foreach (bool recursive in new[] { true, false })
        {
            all.With(
                recursive ? "TerminateRecursive" : "TerminateNotRecursive",
                async run =>
                {
                    string child = run.Id + "-child";
                    await run.StartAsync(nameof(SubOrchestrationScenarios.ParentOfWaitingChild));
                    await run.RunningAsync(child);
                    await run.TryAsync(
                        "terminate",
                        () => run.Client.TerminateInstanceAsync(run.Id, new TerminateInstanceOptions("stop", recursive))
                    );
                    OrchestrationMetadata? end = await run.EndAsync(seconds: 15);
                    run.See("child", Run.Show(await run.EndAsync(child, 6)));
                    await run.TryAsync("raiseToChild", () => run.Client.RaiseEventAsync(child, "Go", "go"));
                    run.See("childAtLast", Run.Show(await run.EndAsync(child, 6)));
                    run.See("parentAtLast", Run.Show(await run.Client.GetInstanceAsync(run.Id, true)));
                    return end;
                }
            );
        }

        all.With(
            "SuspendEventsResume",
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.CollectThree));
                await run.RunningAsync();
                await run.TryAsync("suspend", () => run.Client.SuspendInstanceAsync(run.Id, "pause"));
                run.See(
                    "suspended",
                    Run.Show(
                        await run.UntilAsync(m => m.RuntimeStatus == OrchestrationRuntimeStatus.Suspended, seconds: 10)
                    )
                );
                foreach (string item in new[] { "a", "b", "c" })
                {
                    await run.TryAsync($"raise {item}", () => run.Client.RaiseEventAsync(run.Id, "Item", item));
                    await Task.Delay(300);
                }

                await Task.Delay(1500);
                run.See("withEvents", (await run.Client.GetInstanceAsync(run.Id))?.RuntimeStatus.ToString());
                await run.TryAsync("suspendAgain", () => run.Client.SuspendInstanceAsync(run.Id, "pause"));
                await run.TryAsync("resume", () => run.Client.ResumeInstanceAsync(run.Id, "go on"));
                return await run.EndAsync(seconds: 15);
            }
        );

        all.With(
            "SuspendLetsActivityFinish",
            async run =>
            {
                await run.StartAsync(nameof(ActivityScenarios.WhenAnyFirst));
                await run.RunningAsync();
                await run.Client.SuspendInstanceAsync(run.Id, "pause");
                await Task.Delay(7000);
                run.See("status", (await run.Client.GetInstanceAsync(run.Id))?.RuntimeStatus.ToString());
                run.See("factsSoFar", Facts.Of(run.Id).Order().ToArray());
                await run.TryAsync("terminateWhileSuspended", () => run.Client.TerminateInstanceAsync(run.Id, "stop"));
                return await run.EndAsync(seconds: 10);
            }
        );

        all.With(
            "SuspendAndResumeElsewhere",
            async run =>
            {
                await run.TryAsync("suspendUnknown", () => run.Client.SuspendInstanceAsync(run.Id + "-unknown", "x"));
                await run.TryAsync("resumeUnknown", () => run.Client.ResumeInstanceAsync(run.Id + "-unknown", "x"));
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "in");
                await run.RunningAsync();
                await run.TryAsync("resumeRunning", () => run.Client.ResumeInstanceAsync(run.Id, "x"));
                await Task.Delay(1500);
                await run.Client.RaiseEventAsync(run.Id, "Go", "go");
                await run.EndAsync();
                await run.TryAsync("suspendCompleted", () => run.Client.SuspendInstanceAsync(run.Id, "x"));
                await run.TryAsync("resumeCompleted", () => run.Client.ResumeInstanceAsync(run.Id, "x"));
                await Task.Delay(1500);
                return await run.Client.GetInstanceAsync(run.Id, true);
            }
        );
    }
}
