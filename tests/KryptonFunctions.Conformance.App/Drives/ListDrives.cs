using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Conformance;

/// <summary>Instances as they are listed, and what can be read of one.</summary>
internal static class ListDrives
{
    public static void Add(DriveList all)
    {
        all.With(
            "Query",
            async run =>
            {
                foreach (string n in new[] { "b", "a", "c" })
                {
                    await run.StartAsync(
                        n == "c" ? nameof(EventScenarios.WaitForGo) : nameof(ActivityScenarios.ActivityChain),
                        n,
                        $"{run.Id}-{n}"
                    );
                }

                await run.EndAsync(run.Id + "-a");
                await run.EndAsync(run.Id + "-b");
                await run.RunningAsync(run.Id + "-c");
                async Task<string[]> Ids(OrchestrationQuery query)
                {
                    var found = new List<string>();
                    await foreach (OrchestrationMetadata m in run.Client.GetAllInstancesAsync(query))
                    {
                        found.Add(
                            $"{m.InstanceId[(run.Id.Length + 1)..]} {m.RuntimeStatus} {m.SerializedInput ?? "null"} "
                                + $"{m.SerializedOutput ?? "null"}"
                        );
                    }

                    return [.. found];
                }

                await run.TryAsync("byPrefix", async () => await Ids(new OrchestrationQuery(InstanceIdPrefix: run.Id)));
                await run.TryAsync(
                    "byPrefixWithPayloads",
                    async () => await Ids(new OrchestrationQuery(InstanceIdPrefix: run.Id, FetchInputsAndOutputs: true))
                );
                await run.TryAsync(
                    "byPrefixAndStatus",
                    async () =>
                        await Ids(
                            new OrchestrationQuery(
                                InstanceIdPrefix: run.Id,
                                Statuses: [OrchestrationRuntimeStatus.Running]
                            )
                        )
                );
                await run.TryAsync(
                    "byPrefixOtherCase",
                    async () => await Ids(new OrchestrationQuery(InstanceIdPrefix: run.Id.ToUpperInvariant()))
                );
                await run.TryAsync(
                    "pageSizeOne",
                    async () => await Ids(new OrchestrationQuery(InstanceIdPrefix: run.Id, PageSize: 1))
                );
                await run.TryAsync(
                    "createdInFuture",
                    async () =>
                        await Ids(new OrchestrationQuery(DateTimeOffset.UtcNow.AddHours(1), InstanceIdPrefix: run.Id))
                );
                await run.TryAsync(
                    "pages",
                    async () =>
                    {
                        var sizes = new List<int>();
                        await foreach (
                            Page<OrchestrationMetadata> page in run
                                .Client.GetAllInstancesAsync(
                                    new OrchestrationQuery(InstanceIdPrefix: run.Id, PageSize: 2)
                                )
                                .AsPages()
                        )
                        {
                            sizes.Add(page.Values.Count);
                        }

                        return sizes;
                    }
                );
                await run.Client.TerminateInstanceAsync(run.Id + "-c", "cleaning up");
                return await run.EndAsync(run.Id + "-c");
            }
        );

        all.With(
            "ReadOutputs",
            async run =>
            {
                await run.StartAsync(nameof(EventScenarios.WaitForGo), "in");
                OrchestrationMetadata running = (await run.RunningAsync())!;
                await run.TryAsync(
                    "runningOutputAsString",
                    () => Task.FromResult<object?>(running.ReadOutputAs<string>())
                );
                await run.TryAsync("runningOutputAsInt", () => Task.FromResult<object?>(running.ReadOutputAs<int>()));
                await run.TryAsync(
                    "runningOutputAsNullableInt",
                    () => Task.FromResult<object?>(running.ReadOutputAs<int?>())
                );
                await run.TryAsync("input", () => Task.FromResult<object?>(running.ReadInputAs<string>()));
                await run.TryAsync(
                    "customStatus",
                    () => Task.FromResult<object?>(running.ReadCustomStatusAs<string>())
                );
                OrchestrationMetadata bare = (await run.Client.GetInstanceAsync(run.Id))!;
                await run.TryAsync("inputNotFetched", () => Task.FromResult<object?>(bare.ReadInputAs<string>()));
                await run.TryAsync(
                    "customStatusNotFetched",
                    () => Task.FromResult<object?>(bare.ReadCustomStatusAs<string>())
                );
                await run.Client.RaiseEventAsync(run.Id, "Go", "go");
                return await run.EndAsync();
            }
        );
    }
}
