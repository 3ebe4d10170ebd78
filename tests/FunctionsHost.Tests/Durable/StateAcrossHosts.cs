using DurableTask.Core.Exceptions;
using FunctionsHost.Durable;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Durable;

/// <summary>What an instance was told by its clients outlives the host that was told.</summary>
public sealed class StateAcrossHosts
{
    private const string Id = "kept-state-1";

    private static readonly Dictionary<string, string> Tags = new() { ["ward"] = "onco", ["Ward"] = "other" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASuspendedInstanceStaysSoTakesEventsAndGoesOnWhenResumed()
    {
        var setup = NewSetup();
        await InAHostAsync(
            setup,
            async client =>
            {
                await client.ScheduleNewOrchestrationInstanceAsync(
                    nameof(EventAcrossGenerations.RunOn),
                    1,
                    new StartOrchestrationOptions(Id),
                    Cancellation
                );
                await client.WaitForInstanceStartAsync(Id, Cancellation);
                await client.SuspendInstanceAsync(Id, "not now", Cancellation);
            }
        );
        await InAHostAsync(
            setup,
            async client =>
            {
                foreach (var (name, payload) in new[] { ("Go", "go"), ("Kept", "first"), ("Kept", "second") })
                {
                    await client.RaiseEventAsync(Id, name, payload, Cancellation);
                }

                (await client.GetInstanceAsync(Id, Cancellation))!.RuntimeStatus.ShouldBe(
                    OrchestrationRuntimeStatus.Suspended
                );
            }
        );
        await InAHostAsync(
            setup,
            async client =>
            {
                (await client.GetInstanceAsync(Id, Cancellation))!.RuntimeStatus.ShouldBe(
                    OrchestrationRuntimeStatus.Suspended
                );
                await client.ResumeInstanceAsync(Id, null, Cancellation);
                (await EndAsync(client)).ReadOutputAs<string>().ShouldBe("first, second");
            }
        );
    }

    [Fact]
    public async Task EventsThatNobodyHasWaitedForReachTheNextGenerationOldestFirst()
    {
        var setup = NewSetup();
        await InAHostAsync(
            setup,
            async client =>
            {
                await client.ScheduleNewOrchestrationInstanceAsync(
                    nameof(EventAcrossGenerations.RunOn),
                    1,
                    new StartOrchestrationOptions(Id),
                    Cancellation
                );
                await client.RaiseEventAsync(Id, "Kept", "first", Cancellation);
            }
        );
        await InAHostAsync(setup, client => client.RaiseEventAsync(Id, "Kept", "second", Cancellation));
        await InAHostAsync(
            setup,
            async client =>
            {
                await client.RaiseEventAsync(Id, "Go", "go", Cancellation);
                (await EndAsync(client)).ReadOutputAs<string>().ShouldBe("first, second");
            }
        );
    }

    [Fact]
    public async Task TagsStayAndAnEndedInstanceIsReplacedOnlyWhereItsStatusIsNotExcluded()
    {
        var setup = NewSetup();
        await InAHostAsync(
            setup,
            async client =>
            {
                await client.ScheduleNewOrchestrationInstanceAsync(
                    nameof(EventAcrossGenerations.RunOn),
                    1,
                    new StartOrchestrationOptions(Id) { Tags = Tags },
                    Cancellation
                );
                await client.TerminateInstanceAsync(Id, new TerminateInstanceOptions("enough"), Cancellation);
            }
        );
        await InAHostAsync(
            setup,
            async client =>
            {
                var ended = (await client.GetInstanceAsync(Id, getInputsAndOutputs: true, Cancellation))!;
                ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
                ended.Tags.ShouldBe(Tags, ignoreOrder: true);
                var again = new StartOrchestrationOptions(Id) { DedupeStatuses = ["Terminated"] };
                await Should.ThrowAsync<OrchestrationAlreadyExistsException>(() =>
                    client.ScheduleNewOrchestrationInstanceAsync(
                        nameof(EventAcrossGenerations.RunOn),
                        1,
                        again,
                        Cancellation
                    )
                );
                await client.ScheduleNewOrchestrationInstanceAsync(
                    nameof(EventAcrossGenerations.RunOn),
                    1,
                    new StartOrchestrationOptions(Id) { DedupeStatuses = ["Completed"] },
                    Cancellation
                );
                (await client.GetInstanceAsync(Id, Cancellation))!.IsCompleted.ShouldBeFalse();
            }
        );
    }

    private static Task<OrchestrationMetadata> EndAsync(DurableTaskClient client) =>
        client.WaitForInstanceCompletionAsync(Id, getInputsAndOutputs: true, Cancellation);

    private static async Task InAHostAsync(Setup setup, Func<DurableTaskClient, Task> act)
    {
        await using var host = await TestHost.StartAsync(setup);
        await host.WhenIdleAsync(Cancellation);
        await act(host.DurableClient);
        await host.WhenIdleAsync(Cancellation);
    }

    private static Setup NewSetup() => new(typeof(EventAcrossGenerations)) { History = new MemoryHistory() };
}
