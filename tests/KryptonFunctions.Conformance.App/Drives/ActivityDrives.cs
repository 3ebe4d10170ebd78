using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Conformance;

/// <summary>Activities, their payloads, and what must be the same on every replay.</summary>
internal static class ActivityDrives
{
    public static void Add(DriveList all)
    {
        all.Plain(
            nameof(ActivityScenarios.ActivityChain),
            nameof(ActivityScenarios.NoInput),
            nameof(ActivityScenarios.FanOutFanInOrder),
            nameof(ActivityScenarios.FanOutOneFails),
            nameof(ActivityScenarios.FanOutTwoFail),
            nameof(ActivityScenarios.ActivityThrowsUncaught),
            nameof(ActivityScenarios.ActivityThrowsCaught),
            nameof(ActivityScenarios.ActivityThrowsTwoLines),
            nameof(ActivityScenarios.ActivityThrowsCancelled),
            nameof(ActivityScenarios.NestedInnerException),
            nameof(ActivityScenarios.OrchestratorThrows),
            nameof(ActivityScenarios.OrchestratorWrapsFailure),
            nameof(ActivityScenarios.RetryPolicySucceedsOnThird),
            nameof(ActivityScenarios.RetryPolicyExhausted),
            nameof(ActivityScenarios.RetryPolicyHandleFailure),
            nameof(ActivityScenarios.RetryHandlerDecides),
            nameof(ActivityScenarios.RetryHandlerThrows),
            nameof(ActivityScenarios.AsyncRetryHandlerWaits),
            nameof(ActivityScenarios.RetryBackoffCapped),
            nameof(ActivityScenarios.RetryPolicyBadArguments),
            nameof(ActivityScenarios.UnknownActivity),
            nameof(ActivityScenarios.EmptyResults),
            nameof(ActivityScenarios.NullActivityInput),
            nameof(ActivityScenarios.WrongResultType),
            nameof(ActivityScenarios.BigResultAndInput),
            nameof(ActivityScenarios.OrchestratorReturnsNothing),
            nameof(JsonScenarios.JsonRoundTrip),
            nameof(JsonScenarios.JsonRaw),
            nameof(JsonScenarios.JsonPolymorphismLost),
            nameof(JsonScenarios.JsonCase),
            nameof(TimeScenarios.ClockStandsStill),
            nameof(TimeScenarios.TimerZeroAndPast),
            nameof(TimeScenarios.AwaitCancelledTimer),
            nameof(TimeScenarios.TimerWithCancelledToken),
            nameof(TimeScenarios.IsReplayingFlags),
            nameof(TimeScenarios.ReplaySafeLogger),
            nameof(EventScenarios.EventTimeoutFires),
            nameof(EventScenarios.EventTimeoutUncaught),
            nameof(SubOrchestrationScenarios.SubOrchestrationResult),
            nameof(SubOrchestrationScenarios.SubOrchestrationGivenId),
            nameof(SubOrchestrationScenarios.SubOrchestrationFails),
            nameof(SubOrchestrationScenarios.SubOrchestrationFailsUncaught),
            nameof(SubOrchestrationScenarios.UnknownSubOrchestrator)
        );

        all.With(
            nameof(ActivityScenarios.BoundInput),
            async run =>
            {
                await run.StartAsync(nameof(ActivityScenarios.BoundInput), new Pascal("Ada", 36));
                OrchestrationMetadata? end = await run.EndAsync();
                run.See("serializedInput", end?.SerializedInput);
                OrchestrationMetadata? bare = await run.Client.GetInstanceAsync(run.Id);
                run.See(
                    "withoutInputsAndOutputs",
                    new { input = bare?.SerializedInput, output = bare?.SerializedOutput }
                );
                run.See("name", end?.Name);
                return end;
            }
        );

        foreach (
            var (name, orchestrator, input) in new (string, string, object?)[]
            {
                (nameof(ActivityScenarios.WrongInputType), nameof(ActivityScenarios.WrongInputType), "text"),
                ("WrongBoundInput", nameof(ActivityScenarios.BoundInput), "text"),
                ("NullBoundInt", nameof(ActivityScenarios.BoundInt), null),
            }
        )
        {
            all.With(
                name,
                async run =>
                {
                    await run.StartAsync(orchestrator, input);
                    return await run.EndAsync(seconds: 15);
                }
            );
        }

        all.With(
            "BigOrchestratorInput",
            async run =>
            {
                await run.StartAsync(nameof(ActivityScenarios.EchoInput), new string('i', 200_000));
                OrchestrationMetadata? end = await run.EndAsync(seconds: 15);
                run.See("inputLength", end?.SerializedInput?.Length);
                run.See("outputLength", end?.SerializedOutput?.Length);
                return end;
            }
        );

        all.With(
            "InstanceIdOddities",
            async run =>
            {
                OrchestrationMetadata? last = null;
                foreach (
                    var (name, id) in new[]
                    {
                        ("slash", $"{run.Id}/x"),
                        ("backslash", $"{run.Id}\\x"),
                        ("hash", $"{run.Id}#x"),
                        ("question", $"{run.Id}?x"),
                        ("at first", $"@{run.Id}"),
                        ("space and accent", $"{run.Id} é"),
                        ("control", $"{run.Id}\u0001"),
                        ("empty", ""),
                        ("100 characters", run.Id.PadRight(100, 'p')),
                        ("101 characters", run.Id.PadRight(101, 'p')),
                        ("300 characters", run.Id.PadRight(300, 'p')),
                        ("other case", run.Id.ToUpperInvariant()),
                    }
                )
                {
                    await run.TryAsync(
                        name,
                        async () =>
                        {
                            string started = await run.StartAsync(nameof(ActivityScenarios.ActivityChain), null, id);
                            last = await run.EndAsync(started, 8);
                            var other = Run.IsHex(started) ? "a new id" : started;
                            return $"{last?.RuntimeStatus} under {(started == id ? "that id" : other)}";
                        }
                    );
                }

                return last;
            }
        );

        all.With(
            nameof(ActivityScenarios.NamesIgnoreCase),
            async run =>
            {
                await run.StartAsync("namesIGNOREcase");
                OrchestrationMetadata? end = await run.EndAsync(seconds: 15);
                run.See("name", end?.Name);
                return end;
            }
        );

        foreach (
            string name in new[]
            {
                nameof(ActivityScenarios.UnawaitedActivity),
                nameof(ActivityScenarios.UnawaitedSlowActivity),
                nameof(ActivityScenarios.UnawaitedFailingActivity),
                nameof(ActivityScenarios.WhenAnyFirst),
                nameof(EventScenarios.UnawaitedEventWait),
            }
        )
        {
            all.With(
                name,
                async run =>
                {
                    DateTime from = DateTime.UtcNow;
                    await run.StartAsync(name);
                    OrchestrationMetadata? end = await run.EndAsync();
                    run.See("endedBeforeTheSlowActivity", DateTime.UtcNow - from < TimeSpan.FromSeconds(3.5));
                    await Task.Delay(6000);
                    return end;
                }
            );
        }

        all.With(
            nameof(ActivityScenarios.RetryTimeout),
            async run =>
            {
                await run.StartAsync(nameof(ActivityScenarios.RetryTimeout));
                OrchestrationMetadata? end = await run.EndAsync();
                run.See("attemptsBetween3And6", Facts.Of(run.Id + "/tries").Length is >= 3 and <= 6);
                return end;
            }
        );

        all.With(
            nameof(SubOrchestrationScenarios.SubOrchestrationRetried),
            async run =>
            {
                await run.StartAsync(nameof(SubOrchestrationScenarios.SubOrchestrationRetried));
                OrchestrationMetadata? end = await run.EndAsync();
                string[] ids = Facts.Of(run.Id + "/ids");
                run.See("distinctChildIds", ids.Distinct().Count());
                return end;
            }
        );

        all.With(
            nameof(TimeScenarios.TimerAdvancesClock),
            async run =>
            {
                await run.StartAsync(nameof(TimeScenarios.TimerAdvancesClock));
                OrchestrationMetadata? end = await run.EndAsync();
                string[] starts = Facts.Of(run.Id + "/starts");
                run.See("executions", starts.Length);
                run.See("distinctStartTimes", starts.Distinct().Count());
                return end;
            }
        );

        all.With(
            nameof(TimeScenarios.NewGuidIsDeterministic),
            async run =>
            {
                await run.StartAsync(nameof(TimeScenarios.NewGuidIsDeterministic));
                OrchestrationMetadata? end = await run.EndAsync();
                run.See("firstDistinct", Facts.Of(run.Id + "/first").Distinct().Count());
                run.See("firstSeen", Facts.Of(run.Id + "/first").Length);
                run.See("secondDistinct", Facts.Of(run.Id + "/second").Distinct().Count());
                run.See("secondSeen", Facts.Of(run.Id + "/second").Length);
                return end;
            }
        );
    }
}
