using FunctionsHost.Durable;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Durable;

[Collection("The version of WrongOnPurpose is one for all")]
public sealed class WrongOrchestratorsAreCaught
{
    private const string DoThis =
        "An orchestrator awaits only what its context gives: CreateTimer instead of Task.Delay";

    [Theory]
    [InlineData(
        nameof(WrongOnPurpose.UsesTheClock),
        "'UsesTheClock' is not deterministic",
        "DateTime.Now",
        "Use the context's CurrentUtcDateTime"
    )]
    [InlineData(
        nameof(WrongOnPurpose.WaitsByTheClock),
        "was [timer until",
        "this run gives [timer until",
        "Use the context's CurrentUtcDateTime"
    )]
    [InlineData(
        nameof(WrongOnPurpose.UsesRandomness),
        "is not deterministic",
        "Guid.NewGuid()",
        "was [activity Note(",
        "this run gives [activity Note(",
        "its NewGuid()"
    )]
    [InlineData(
        nameof(WrongOnPurpose.WalksAnUnorderedSet),
        "is not deterministic",
        "unordered collection",
        "[activity Note(",
        "a sorted collection"
    )]
    [InlineData(nameof(WrongOnPurpose.Delays), "'Delays' left its thread", "Task.Delay", "hang", DoThis)]
    [InlineData(
        nameof(WrongOnPurpose.DelaysFirst),
        "invalid asynchronous invocation",
        "non-durable tasks",
        "orchestrator",
        DoThis
    )]
    [InlineData(
        nameof(WrongOnPurpose.RacesADelay),
        "'RacesADelay' left its thread",
        "an 'await' in 'RacesADelay'",
        DoThis
    )]
    [InlineData(
        nameof(WrongOnPurpose.CancelsAsynchronously),
        "'CancelsAsynchronously' left its thread",
        "cancelled a timer",
        "Cancel() instead of CancelAsync()"
    )]
    [InlineData(
        nameof(WrongOnPurpose.LeavesItsContext),
        "'LeavesItsContext' left its thread",
        "hang",
        "no ConfigureAwait(false)"
    )]
    public async Task TheInstanceFailsAndTheMessageNamesTheCause(string orchestrator, params string[] causes)
    {
        await using var host = await TestHost.StartAsync(typeof(WrongOnPurpose));
        var id = await host.DurableClient.ScheduleNewOrchestrationInstanceAsync(
            orchestrator,
            TestContext.Current.CancellationToken
        );
        var end = await host.DurableClient.WaitForInstanceCompletionAsync(
            id,
            getInputsAndOutputs: true,
            TestContext.Current.CancellationToken
        );
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        causes.ShouldAllBe(cause => end.SerializedOutput!.Contains(cause), end.SerializedOutput);
    }

    [Theory]
    [InlineData(
        nameof(WrongOnPurpose.Changes),
        "was [activity Note(\"the old way\")]",
        "gives [activity Note(\"the new way\")]"
    )]
    [InlineData(nameof(WrongOnPurpose.ChangesFarBehind), "----the old way----", "----the new way----")]
    [InlineData(nameof(WrongOnPurpose.ChangesKind), "was [activity Note(\"x\")]", "gives [timer until")]
    [InlineData(nameof(WrongOnPurpose.DoesLess), "was [activity Note(\"second\")]", "gives [nothing]")]
    [InlineData(nameof(WrongOnPurpose.WalksADictionary), "was [activity Note(\"a\")]", "gives [activity Note(\"")]
    public async Task CodeThatWasChangedWhileTheInstanceRanIsShownSideBySideWithWhatItDid(
        string orchestrator,
        string was,
        string gives
    )
    {
        var setup = new Setup(typeof(WrongOnPurpose)) { History = new MemoryHistory() };
        WrongOnPurpose.Version = "old";
        string id;
        await using (var before = await TestHost.StartAsync(setup))
        {
            id = await before.DurableClient.ScheduleNewOrchestrationInstanceAsync(
                orchestrator,
                TestContext.Current.CancellationToken
            );
            await before.WhenIdleAsync(TestContext.Current.CancellationToken);
        }

        WrongOnPurpose.Version = "new";
        await using var after = await TestHost.StartAsync(setup);
        await after.DurableClient.RaiseEventAsync(id, "Go", "go", TestContext.Current.CancellationToken);
        var end = await after.DurableClient.WaitForInstanceCompletionAsync(
            id,
            getInputsAndOutputs: true,
            TestContext.Current.CancellationToken
        );
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        var shown = end.SerializedOutput!;
        shown.ShouldContain(was);
        shown.ShouldContain(gives);
        shown.ShouldContain("Was its code changed");
        shown.ShouldContain("a name of its own, with the suffix V2");
        shown.ShouldContain("a sorted collection instead of an unordered one");
        shown.Length.ShouldBeLessThan(1_500);
    }

    [Fact]
    public async Task WithoutStrictnessItHangsAsOnTheGenuineHostButAWarningNamesTheCause()
    {
        var log = new RecordedLog();
        await using var host = await TestHost.StartAsync(
            new Setup(typeof(WrongOnPurpose)) { Strict = false, Logging = l => l.AddProvider(log) }
        );
        var id = await host.DurableClient.ScheduleNewOrchestrationInstanceAsync(
            nameof(WrongOnPurpose.Delays),
            TestContext.Current.CancellationToken
        );
        await Eventually.BeTrueAsync(() =>
            log.Texts.Any(t =>
                t.Contains("Task.Delay", StringComparison.Ordinal) && t.Contains(id, StringComparison.Ordinal)
            )
        );
        await host.WhenIdleAsync(TestContext.Current.CancellationToken);
        (await host.DurableClient.GetInstanceAsync(id, TestContext.Current.CancellationToken))!.RuntimeStatus.ShouldBe(
            OrchestrationRuntimeStatus.Running
        );
    }
}
