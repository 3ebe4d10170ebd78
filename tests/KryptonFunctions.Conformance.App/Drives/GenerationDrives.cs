using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Conformance;

/// <summary>ContinueAsNew, custom status, events between instances, sub-orchestrations.</summary>
internal static class GenerationDrives
{
    public static void Add(DriveList all)
    {
        foreach (
            string name in new[]
            {
                nameof(EventScenarios.EventsKeptAcrossContinueAsNew),
                nameof(EventScenarios.EventsDroppedAcrossContinueAsNew),
            }
        )
        {
            all.With(
                name,
                async run =>
                {
                    await run.StartAsync(name, 0);
                    await run.RunningAsync();
                    await run.Client.RaiseEventAsync(run.Id, "Start", "first generation");
                    await run.UntilFactAsync("first generation");
                    await run.Client.RaiseEventAsync(run.Id, "Go", "sent to the first");
                    return await run.EndAsync();
                }
            );
        }

        all.With(
            nameof(EventScenarios.ContinueAsNewLoop),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.ContinueAsNewLoop), 0);
                OrchestrationMetadata? end = await run.EndAsync();
                run.See("serializedInput", end?.SerializedInput);
                run.See("distinctGuidsOfGenerations", Facts.Of(run.Id + "/guids").Distinct().Count());
                return end;
            }
        );

        all.With(
            nameof(EventScenarios.StatusAcrossContinueAsNew),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.StatusAcrossContinueAsNew), 0);
                await Task.Delay(4000);
                run.See("whileSecondWaits", Run.Show(await run.Client.GetInstanceAsync(run.Id, true)));
                await run.Client.RaiseEventAsync(run.Id, "Go", "go");
                return await run.EndAsync();
            }
        );

        foreach (
            string name in new[]
            {
                nameof(EventScenarios.ContinueAsNewWithPendingWork),
                nameof(EventScenarios.ContinueAsNewTwice),
                nameof(EventScenarios.ContinueAsNewThenThrow),
                nameof(EventScenarios.ContinueAsNewThenAwait),
            }
        )
        {
            all.With(
                name,
                async run =>
                {
                    await run.StartAsync(name, 0);
                    return await run.EndAsync(seconds: 20);
                }
            );
        }

        all.With(
            nameof(EventScenarios.CustomStatusSequence),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.CustomStatusSequence));
                OrchestrationMetadata? m = await run.UntilAsync(x => x.SerializedCustomStatus is not null, seconds: 10);
                run.See("atFirstWait", Run.Payload(m?.SerializedCustomStatus));
                await run.Client.RaiseEventAsync(run.Id, "Next", "1");
                await Task.Delay(2500);
                run.See(
                    "atSecondWaitNothingSet",
                    Run.Payload((await run.Client.GetInstanceAsync(run.Id, true))?.SerializedCustomStatus)
                );
                await run.Client.RaiseEventAsync(run.Id, "Next", "2");
                await Task.Delay(2500);
                run.See(
                    "atThirdWaitSetToNull",
                    Run.Payload((await run.Client.GetInstanceAsync(run.Id, true))?.SerializedCustomStatus)
                );
                await run.Client.RaiseEventAsync(run.Id, "Next", "3");
                OrchestrationMetadata? end = await run.EndAsync();
                run.See(
                    "customStatusWithoutInputsAndOutputs",
                    Run.Payload((await run.Client.GetInstanceAsync(run.Id))?.SerializedCustomStatus)
                );
                return end;
            }
        );

        foreach (
            var (name, characters) in new[]
            {
                ("CustomStatusUnderLimit", 8_100),
                ("CustomStatusTooLarge", 8_300),
                ("CustomStatusFarTooLarge", 20_000),
            }
        )
        {
            all.With(
                name,
                async run =>
                {
                    await run.StartAsync(nameof(EventScenarios.CustomStatusTooLarge), characters);
                    OrchestrationMetadata? end = await run.EndAsync(seconds: 15);
                    run.See("charactersOfStatus", characters);
                    return end;
                }
            );
        }

        all.With(
            nameof(EventScenarios.SendEventToOther),
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "in", run.Id + "-other");
                await run.RunningAsync(run.Id + "-other");
                await run.StartAsync(nameof(EventScenarios.SendEventToOther), run.Id + "-other");
                run.See("receiver", Run.Show(await run.EndAsync(run.Id + "-other")));
                OrchestrationMetadata? end = await run.EndAsync();
                run.See("unknownReceiver", Run.Show(await run.Client.GetInstanceAsync(run.Id + "-other-unknown")));
                return end;
            }
        );

        all.With(
            "SubOrchestrationIdOfRunningInstance",
            async run =>
            {
                string taken = run.Id + "-taken";
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "in", taken);
                await run.RunningAsync(taken);
                await run.StartAsync(nameof(SubOrchestrationScenarios.SubOrchestrationWithTakenId), taken);
                OrchestrationMetadata? after = await run.EndAsync(seconds: 12);
                run.See("takenMeanwhile", Run.Show(await run.Client.GetInstanceAsync(taken, true)));
                await run.TryAsync("raiseToTaken", () => run.Client.RaiseEventAsync(taken, "Go", "go"));
                run.See("takenEnd", Run.Show(await run.EndAsync(taken, 10)));
                run.See("parentAtLast", Run.Show(await run.EndAsync(seconds: 10)));
                return after;
            }
        );

        all.With(
            "SubOrchestrationIdOfCompletedInstance",
            async run =>
            {
                string taken = run.Id + "-taken";
                await run.StartAsync(nameof(ActivityScenarios.ActivityChain), null, taken);
                await run.EndAsync(taken);
                await run.StartAsync(nameof(SubOrchestrationScenarios.SubOrchestrationWithTakenId), taken);
                OrchestrationMetadata? end = await run.EndAsync(seconds: 15);
                OrchestrationMetadata? child = await run.Client.GetInstanceAsync(taken, true);
                run.See("taken", Run.Show(child));
                run.See("takenName", child?.Name);
                return end;
            }
        );

        all.With(
            nameof(SubOrchestrationScenarios.FireAndForgetChild),
            async run =>
            {
                await run.StartAsync(nameof(SubOrchestrationScenarios.FireAndForgetChild));
                DateTime from = DateTime.UtcNow;
                OrchestrationMetadata? end = await run.EndAsync();
                run.See("endedWithin4s", DateTime.UtcNow - from < TimeSpan.FromSeconds(4));
                await run.UntilAsync(_ => true, run.Id + "-child", 5);
                run.See("child", Run.Show(await run.EndAsync(run.Id + "-child", 15)));
                return end;
            }
        );
    }
}
