using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Conformance;

/// <summary>Purge and wait.</summary>
internal static class QueryDrives
{
    public static void Add(DriveList all)
    {
        all.With(
            "Purge",
            async run =>
            {
                await run.TryAsync(
                    "purgeUnknown",
                    async () => (await run.Client.PurgeInstanceAsync(run.Id + "-unknown")).PurgedInstanceCount
                );
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "in");
                await run.RunningAsync();
                await run.TryAsync(
                    "purgeRunning",
                    async () => (await run.Client.PurgeInstanceAsync(run.Id)).PurgedInstanceCount
                );
                run.See("afterPurgeOfRunning", Run.Show(await run.Client.GetInstanceAsync(run.Id)));
                await run.TryAsync("raise", () => run.Client.RaiseEventAsync(run.Id, "Go", "go"));
                run.See("end", Run.Show(await run.EndAsync(seconds: 8)));
                await run.TryAsync(
                    "purgeCompleted",
                    async () => (await run.Client.PurgeInstanceAsync(run.Id)).PurgedInstanceCount
                );
                return await run.Client.GetInstanceAsync(run.Id);
            }
        );

        all.With(
            "PurgeParentAndChild",
            async run =>
            {
                await run.StartAsync(nameof(SubOrchestrationScenarios.FireAndForgetChild));
                await run.EndAsync();
                await run.UntilAsync(_ => true, run.Id + "-child", 5);
                await run.EndAsync(run.Id + "-child", 15);
                await run.TryAsync(
                    "purge",
                    async () => (await run.Client.PurgeInstanceAsync(run.Id)).PurgedInstanceCount
                );
                run.See("childAfter", Run.Show(await run.Client.GetInstanceAsync(run.Id + "-child")));
                return await run.Client.GetInstanceAsync(run.Id);
            }
        );

        all.With(
            "PurgeByFilter",
            async run =>
            {
                DateTimeOffset from = DateTimeOffset.UtcNow.AddYears(-30);
                await run.StartAsync(nameof(ActivityScenarios.ActivityChain));
                await run.EndAsync();
                await run.TryAsync(
                    "none so old",
                    async () =>
                        (
                            await run.Client.PurgeAllInstancesAsync(
                                new PurgeInstancesFilter(from, from.AddDays(1), [OrchestrationRuntimeStatus.Completed])
                            )
                        ).PurgedInstanceCount
                );
                return await run.EndAsync();
            }
        );

        all.With(
            "GetUnknown",
            async run =>
            {
                run.See("getInstance", Run.Show(await run.Client.GetInstanceAsync(run.Id)));
                using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(4));
                await run.TryAsync(
                    "waitForCompletionOfUnknown",
                    async () => Run.Show(await run.Client.WaitForInstanceCompletionAsync(run.Id, cts.Token))
                );
                return null;
            }
        );

        all.With(
            "WaitForStartAndCompletion",
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "in");
                using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(20));
                await run.TryAsync(
                    "start",
                    async () =>
                        (await run.Client.WaitForInstanceStartAsync(run.Id, true, cts.Token)).RuntimeStatus.ToString()
                );
                using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(1));
                await run.TryAsync(
                    "completionCancelled",
                    async () =>
                        (
                            await run.Client.WaitForInstanceCompletionAsync(run.Id, true, brief.Token)
                        ).RuntimeStatus.ToString()
                );
                await run.Client.RaiseEventAsync(run.Id, "Go", "go");
                await run.TryAsync(
                    "completion",
                    async () => Run.Show(await run.Client.WaitForInstanceCompletionAsync(run.Id, true, cts.Token))
                );
                await run.TryAsync(
                    "completionWithoutOutputs",
                    async () => Run.Show(await run.Client.WaitForInstanceCompletionAsync(run.Id, cts.Token))
                );
                await run.TryAsync(
                    "startOfCompleted",
                    async () => (await run.Client.WaitForInstanceStartAsync(run.Id, cts.Token)).RuntimeStatus.ToString()
                );
                return await run.EndAsync();
            }
        );

        all.With(
            "FailureSeenByClient",
            async run =>
            {
                await run.StartAsync(nameof(ActivityScenarios.OrchestratorThrows));
                using var cts = new CancellationTokenSource(TimeSpan.FromSeconds(20));
                OrchestrationMetadata end = await run.Client.WaitForInstanceCompletionAsync(run.Id, true, cts.Token);
                run.See("waited", Run.Show(end));
                await run.TryAsync("readOutputAsString", () => Task.FromResult<object?>(end.ReadOutputAs<string>()));
                OrchestrationMetadata? bare = await run.Client.GetInstanceAsync(run.Id);
                run.See("withoutInputsAndOutputs", Run.Show(bare));
                await foreach (
                    OrchestrationMetadata m in run.Client.GetAllInstancesAsync(
                        new OrchestrationQuery(InstanceIdPrefix: run.Id, FetchInputsAndOutputs: true)
                    )
                )
                {
                    run.See("listed", Run.Show(m));
                }

                return await run.EndAsync();
            }
        );
    }
}
