using System.Text;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace FunctionsHost.Tests.Queues;

public sealed class QueueTriggers(AzuriteFixture azurite)
{
    private readonly Received received = new();
    private readonly Dictionary<string, string?> settings = new[]
    {
        "TextQueue",
        "JsonQueue",
        "BytesQueue",
        "BadQueue",
    }.ToDictionary(k => k, string? (k) => AzuriteFixture.NewName($"{k.ToLowerInvariant()}-"));

    [Fact]
    public async Task AMessageComesAsTextAsJsonOrAsBytes()
    {
        await using var host = await StartAsync("base64");
        await SendAsync("TextQueue", Base64("été"));
        await SendAsync("JsonQueue", Base64("""{"name":"box","weight":3}"""));
        await SendAsync("BytesQueue", Base64("four"));
        await Eventually.BeTrueAsync(() => received.Texts.Length == 3);
        received.Texts.Order(StringComparer.Ordinal).ShouldBe(["4 bytes", "box 3 TakesJson", "été"]);
        await Eventually.BeTrueAsync(() => IsEmpty("TextQueue") && IsEmpty("JsonQueue"));
    }

    [Fact]
    public async Task WithoutEncodingTheTextIsTakenAsItIs()
    {
        await using var host = await StartAsync("none");
        await SendAsync("TextQueue", "as it is");
        await Eventually.BeTrueAsync(() => received.Texts is ["as it is"]);
    }

    [Fact]
    public async Task AMessageThatFailsAsOftenAsAllowedGoesToThePoisonQueueUnchanged()
    {
        await using var host = await StartAsync("base64");
        await SendAsync("BadQueue", Base64("bad"));
        var poisoned = await Eventually.GetAsync(async () =>
        {
            var poison = Client(settings["BadQueue"] + "-poison");
            return await poison.ExistsAsync() && (await poison.PeekMessageAsync()).Value is { } found ? found : null;
        });
        poisoned.Body.ToString().ShouldBe(Base64("bad"));
        received.Texts.ShouldBe(["tried bad", "tried bad", "tried bad"]);
        await Eventually.BeTrueAsync(() => IsEmpty("BadQueue"));
    }

    [Fact]
    public async Task AMessageThatIsNotBase64GoesToThePoisonQueue()
    {
        await using var host = await StartAsync("base64");
        await SendAsync("TextQueue", "not base 64!");
        await Eventually.GetAsync(async () =>
            (await Client(settings["TextQueue"] + "-poison").ExistsAsync()).Value ? "there" : null
        );
        received.Texts.ShouldBeEmpty();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private Task<LocalFunctionsHost> StartAsync(string encoding) =>
        TestHost.StartAsync(
            new Setup(typeof(QueueFunctions))
            {
                HostJson = $$$$"""
                {"extensions":{"queues":{"messageEncoding":"{{{{encoding}}}}","maxDequeueCount":3,
                "visibilityTimeout":"00:00:00","maxPollingInterval":"00:00:00.200"}}}
                """,
                Settings = settings,
                Services = s => s.AddSingleton(received),
                Storage = azurite.ConnectionString,
                Hub = AzuriteFixture.NewName("Queues"),
            }
        );

    private async Task SendAsync(string setting, string text)
    {
        var queue = Client(settings[setting]!);
        await queue.CreateIfNotExistsAsync();
        await queue.SendMessageAsync(text);
    }

    private bool IsEmpty(string setting) =>
        Client(settings[setting]!).GetProperties().Value.ApproximateMessagesCount == 0;

    private QueueClient Client(string name) => new(azurite.ConnectionString, name);
}
