using Shouldly;
using WorkerHost.Tests.Running;
using Xunit;

namespace WorkerHost.Tests.Jobs;

public sealed class QueueMessages(SharedHost host, AzuriteFixture azurite) : IClassFixture<SharedHost>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMessageReachesItsFunctionOnce()
    {
        await SendAsync("good");

        await Eventually.BeTrueAsync(() => NotesOf("good").Length > 0);
        NotesOf("good").ShouldBe(["good 1"]);
    }

    [Fact]
    public async Task AMessageThatFailsIsTriedAsOftenAsHostJsonSaysAndKeptAsPoison()
    {
        await SendAsync("bad");

        var poison = await Eventually.GetAsync(() =>
            Letters.FirstAsync(azurite.ConnectionString, host.Setup.Letters + "-poison", Cancelled)
        );

        poison.ShouldBe("bad");
        NotesOf("bad").ShouldBe(["bad 1", "bad 2", "bad 3"]);
    }

    private Task SendAsync(string text) =>
        Letters.SendAsync(azurite.ConnectionString, host.Setup.Letters, text, Cancelled);

    private string[] NotesOf(string text) =>
        [.. host.Setup.NotesOf("letters").Where(line => line.StartsWith(text, StringComparison.Ordinal))];
}
