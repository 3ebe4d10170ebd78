using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Conformance;

/// <summary>Timers and external events.</summary>
internal static class EventDrives
{
    public static void Add(DriveList all)
    {
        foreach (
            string name in new[]
            {
                nameof(TimeScenarios.TimerCancelledEventWins),
                nameof(TimeScenarios.LosingTimerNotCancelled),
                nameof(EventScenarios.EventBeatsTimeout),
            }
        )
        {
            all.With(
                name,
                async run =>
                {
                    await run.StartAsync(name);
                    await run.RunningAsync();
                    DateTime from = DateTime.UtcNow;
                    await run.Client.RaiseEventAsync(run.Id, "Go", "now");
                    await Task.Delay(2500);
                    run.See("2.5 s after the event", Run.Show(await run.Client.GetInstanceAsync(run.Id, true)));
                    OrchestrationMetadata? end = await run.EndAsync();
                    run.See("endedWithin4sOfTheEvent", DateTime.UtcNow - from < TimeSpan.FromSeconds(4));
                    return end;
                }
            );
        }

        all.With(
            nameof(TimeScenarios.CancelAsyncOnTimer),
            async run =>
            {
                await run.StartAsync(nameof(TimeScenarios.CancelAsyncOnTimer));
                await run.RunningAsync();
                await run.Client.RaiseEventAsync(run.Id, "Go", "now");
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

        all.With(
            nameof(EventScenarios.EventBeforeWait),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.EventBeforeWait));
                await run.RunningAsync();
                await run.Client.RaiseEventAsync(run.Id, "Go", "one");
                await run.Client.RaiseEventAsync(run.Id, "Go", "two");
                return await run.EndAsync();
            }
        );

        all.With(
            "EventBeforeStart",
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "in", at: DateTimeOffset.UtcNow.AddSeconds(4));
                await run.TryAsync("raiseWhilePending", () => run.Client.RaiseEventAsync(run.Id, "Go", "early"));
                run.See("after15s", Run.Show(await run.EndAsync(seconds: 15)));
                await run.TryAsync("raiseAgain", () => run.Client.RaiseEventAsync(run.Id, "Go", "again"));
                return await run.EndAsync(seconds: 10);
            }
        );

        all.With(
            nameof(EventScenarios.EventTwoWaiters),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.EventTwoWaiters));
                await run.UntilFactAsync("waiting");
                await run.Client.RaiseEventAsync(run.Id, "Go", "one");
                await Task.Delay(3000);
                await run.Client.RaiseEventAsync(run.Id, "Go", "two");
                return await run.EndAsync();
            }
        );

        all.With(
            nameof(EventScenarios.EventNameIgnoresCase),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.EventNameIgnoresCase));
                await run.RunningAsync();
                await run.Client.RaiseEventAsync(run.Id, "approvalGIVEN", "yes");
                return await run.EndAsync(seconds: 15);
            }
        );

        all.With(
            nameof(EventScenarios.EventAfterTimeout),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.EventAfterTimeout));
                await run.UntilFactAsync("timed out");
                await run.Client.RaiseEventAsync(run.Id, "Go", "late");
                return await run.EndAsync(seconds: 15);
            }
        );

        all.With(
            nameof(EventScenarios.EventBetweenWaits),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.EventBetweenWaits));
                await run.UntilFactAsync("timed out");
                await run.Client.RaiseEventAsync(run.Id, "Go", "between");
                return await run.EndAsync(seconds: 25);
            }
        );

        foreach (
            string name in new[]
            {
                nameof(EventScenarios.EventCancelledOlderWait),
                nameof(EventScenarios.EventCancelledNewerWait),
                nameof(EventScenarios.EventTwoTypes),
            }
        )
        {
            all.With(
                name,
                async run =>
                {
                    await run.StartAsync(name);
                    await run.RunningAsync();
                    await run.Client.RaiseEventAsync(run.Id, "Go", "one");
                    OrchestrationMetadata? after = await run.EndAsync(seconds: 8);
                    if (after is { IsCompleted: false })
                    {
                        run.See("after the first event", Run.Show(after));
                        await run.Client.RaiseEventAsync(run.Id, "Go", "two");
                    }

                    return await run.EndAsync(seconds: 15);
                }
            );
        }

        all.With(
            nameof(EventScenarios.EventNullPayload),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.EventNullPayload));
                await run.RunningAsync();
                await run.Client.RaiseEventAsync(run.Id, "Text");
                await run.Client.RaiseEventAsync(run.Id, "Nullable");
                return await run.EndAsync(seconds: 15);
            }
        );

        all.With(
            nameof(EventScenarios.EventNullPayloadForInt),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.EventNullPayloadForInt));
                await run.RunningAsync();
                await run.Client.RaiseEventAsync(run.Id, "Number");
                return await run.EndAsync(seconds: 15);
            }
        );

        all.With(
            "EventBigPayload",
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "in");
                await run.RunningAsync();
                await run.Client.RaiseEventAsync(run.Id, "Go", new string('g', 100_000));
                OrchestrationMetadata? end = await run.EndAsync(seconds: 15);
                run.See("outputLength", end?.SerializedOutput?.Length);
                return end;
            }
        );

        all.With(
            nameof(EventScenarios.CollectTwenty),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.CollectTwenty));
                await run.RunningAsync();
                for (int i = 0; i < 20; i++)
                {
                    await run.Client.RaiseEventAsync(run.Id, "Item", i);
                }

                return await run.EndAsync(seconds: 20);
            }
        );

        all.With(
            nameof(EventScenarios.EventWrongType),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.EventWrongType));
                await run.RunningAsync();
                await run.Client.RaiseEventAsync(run.Id, "Go", "not a number");
                return await run.EndAsync(seconds: 15);
            }
        );

        all.With(
            nameof(EventScenarios.EventPayloadRecord),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.EventPayloadRecord));
                await run.RunningAsync();
                await run.Client.RaiseEventAsync(run.Id, "Raw", new Pascal("Ada", 36));
                await run.Client.RaiseEventAsync(run.Id, "Typed", new { firstName = "Ada", theAge = 36 });
                return await run.EndAsync(seconds: 15);
            }
        );
    }
}
