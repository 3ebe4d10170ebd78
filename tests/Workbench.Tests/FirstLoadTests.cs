using Microsoft.Playwright;
using Shouldly;
using Workbench.Tests.Fixture;
using Xunit;

namespace Workbench.Tests;

/// <summary>What somebody waits for who opens the workbench for the first time.</summary>
public sealed class FirstLoadTests(RunningWorkbench workbench)
{
    private const int MostBytes = 500 * 1024;

    /// <summary>Of a quiet machine; the tests' machine is seldom quiet, so only ten times that fails.</summary>
    private static readonly TimeSpan Wanted = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task TheFirstPageIsSmallAndThereSoon()
    {
        var preFiche = await workbench.SamplePreFiche();
        foreach (var path in new[] { "/rcps", preFiche, "/structures" })
        {
            await using var visitor = await workbench.Visits();
            var bytes = 0.0;
            var cdp = await visitor.Context.NewCDPSessionAsync(visitor.Page);
            cdp.Event("Network.loadingFinished").OnEvent += (_, finished) =>
                bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
            await cdp.SendAsync("Network.enable");

            await visitor.Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });

            var milliseconds = await visitor.Page.EvaluateAsync<double>(
                "() => performance.getEntriesByType('navigation')[0].loadEventEnd"
            );
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"{path.Split('/')[^1]}: {bytes / 1024:0.0} KiB, {milliseconds:0} ms"
            );
            bytes.ShouldBeInRange(10_000, MostBytes);
            milliseconds.ShouldBeLessThan(10 * Wanted.TotalMilliseconds);
        }
    }
}
