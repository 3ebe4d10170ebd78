using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Shouldly;
using WorkerHost.Tests.Running;
using WorkerHost.Timers;
using Xunit;

namespace WorkerHost.Tests.Jobs;

public sealed class Timers(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ATimerIsCalledByItsSchedule()
    {
        var setup = new HostSetup(azurite.ConnectionString) { Settings = { ["TickSchedule"] = "* * * * * *" } };
        await using var host = await HostRun.StartAsync(setup);

        await Eventually.BeTrueAsync(() => setup.NotesOf("ticks").Count(tick => tick == "on time") >= 2);
    }

    [Fact]
    public async Task ATimerThatWasMissedIsMadeUpForOnceAtTheNextStart()
    {
        var setup = new HostSetup(azurite.ConnectionString);
        await using var host = await HostRun.StartAsync(setup);
        var status = await Eventually.GetAsync(() => StatusAsync(setup));
        host.Kill();
        await MakeDueAsync(status, DateTime.UtcNow.AddHours(-3));

        await using var next = await HostRun.StartAsync(setup);

        await Eventually.BeTrueAsync(() => setup.NotesOf("ticks").Length > 0);
        setup.NotesOf("ticks").ShouldBe(["late"]);
    }

    [Theory]
    [InlineData("0 */5 * * * *", "2026-01-01T10:05:00Z")]
    [InlineData("*/5 * * * *", "2026-01-01T10:05:00Z")]
    [InlineData("15 1 10 * * *", "2026-01-01T10:01:15Z")]
    [InlineData("00:30:00", "2026-01-01T10:31:00Z")]
    public void AScheduleHasFiveOrSixFieldsOrIsATimeSpan(string text, string next) =>
        TimerSchedule
            .Parse(text)!
            .NextAfter(new DateTime(2026, 1, 1, 10, 1, 0, DateTimeKind.Utc))
            .ShouldBe(DateTime.Parse(next).ToUniversalTime());

    [Theory]
    [InlineData("every day")]
    [InlineData("")]
    [InlineData("-00:30:00")]
    public void AnythingElseIsNoSchedule(string text) => TimerSchedule.Parse(text).ShouldBeNull();

    private async Task<BlobClient?> StatusAsync(HostSetup setup)
    {
        var container = new BlobContainerClient(azurite.ConnectionString, "azure-webjobs-hosts");
        if (!await container.ExistsAsync(Cancelled))
        {
            return null;
        }

        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = "timers/" }, Cancelled))
        {
            if (blob.Name.Contains(setup.HostId, StringComparison.Ordinal))
            {
                return container.GetBlobClient(blob.Name);
            }
        }

        return null;
    }

    private static async Task MakeDueAsync(BlobClient status, DateTime due)
    {
        var content = await status.DownloadContentAsync(Cancelled);
        var json = JsonNode.Parse(content.Value.Content.ToString())!;
        json["Next"] = due;
        await status.UploadAsync(BinaryData.FromString(json.ToJsonString()), overwrite: true, Cancelled);
    }
}
