using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Durable;

public sealed class FakeClock
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task DaysOfTimersTakeNoTime()
    {
        await using var host = await TestHost.StartAsync(new Setup(typeof(Waiting)) { Time = clock });
        var id = await StartAsync(host, nameof(Waiting.ThreeDays));
        for (var day = 0; day < 3; day++)
        {
            await host.WhenIdleAsync(TestContext.Current.CancellationToken);
            (await ReadAsync(host, id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
            clock.Advance(TimeSpan.FromDays(1));
            await host.WhenIdleAsync(TestContext.Current.CancellationToken);
        }

        (await ReadAsync(host, id)).ReadOutputAs<string>().ShouldBe("72 hours");
    }

    [Fact]
    public async Task ATimerIsNeverEarly()
    {
        await using var host = await TestHost.StartAsync(new Setup(typeof(Waiting)) { Time = clock });
        var id = await StartAsync(host, nameof(Waiting.ApprovalOrHour));
        await host.WhenIdleAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        await host.WhenIdleAsync(TestContext.Current.CancellationToken);
        (await ReadAsync(host, id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Running);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await host.WhenIdleAsync(TestContext.Current.CancellationToken);
        (await ReadAsync(host, id)).ReadOutputAs<string>().ShouldBe("no approval");
    }

    [Fact]
    public async Task AnInstanceWaitsForItsStartTimeAlsoAcrossHosts()
    {
        var setup = new Setup(typeof(Greetings)) { Time = clock, History = new() };
        string id;
        await using (var first = await TestHost.StartAsync(setup))
        {
            id = await first.DurableClient.ScheduleNewOrchestrationInstanceAsync(
                nameof(Greetings.GreetTwo),
                new StartOrchestrationOptions(StartAt: clock.GetUtcNow().AddDays(100)),
                TestContext.Current.CancellationToken
            );
            await first.WhenIdleAsync(TestContext.Current.CancellationToken);
        }

        await using var second = await TestHost.StartAsync(setup);
        await second.WhenIdleAsync(TestContext.Current.CancellationToken);
        (await ReadAsync(second, id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);
        clock.Advance(TimeSpan.FromDays(60));
        clock.Advance(TimeSpan.FromDays(40));
        await second.WhenIdleAsync(TestContext.Current.CancellationToken);
        (await ReadAsync(second, id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    private static Task<string> StartAsync(LocalFunctionsHost host, string name) =>
        host.DurableClient.ScheduleNewOrchestrationInstanceAsync(name, TestContext.Current.CancellationToken);

    private static async Task<OrchestrationMetadata> ReadAsync(LocalFunctionsHost host, string id) =>
        (
            await host.DurableClient.GetInstanceAsync(
                id,
                getInputsAndOutputs: true,
                TestContext.Current.CancellationToken
            )
        )!;
}
