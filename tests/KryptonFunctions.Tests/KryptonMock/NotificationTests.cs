using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using KryptonFunctions.Access;
using KryptonMock;
using KryptonMock.Faults;
using KryptonMock.Repatriations;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.KryptonMock;

public sealed class NotificationTests
{
    private const string Uid = "1.2.3.1";

    [Fact]
    public async Task TheEndOfARepatriationIsReportedAndSigned()
    {
        using var inbox = new Inbox();
        await using var mock = await StartAsync(inbox);
        await mock.OrderAsync(Uid);
        await Until(mock, () => inbox.Received.Count == 1);
        var (body, signature) = inbox.Received.Single();
        JsonNode.Parse(body)!["status"]!.ToString().ShouldBe("completed");
        signature.ShouldBe(NotificationSigner.Sign(Encoding.UTF8.GetBytes(body), Secret, At(signature)));
    }

    [Fact]
    public async Task EveryChangeIsReportedWhereWanted()
    {
        using var inbox = new Inbox();
        await using var mock = await StartAsync(inbox, everyChange: true);
        await mock.OrderAsync(Uid);
        await Until(
            mock,
            () => inbox.Received.Any(received => received.Body.Contains("completed", StringComparison.Ordinal))
        );
        inbox.Received.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task ANotificationCanComeTwice()
    {
        using var inbox = new Inbox();
        await using var mock = await StartAsync(inbox);
        mock.Server.Inject(new Fault { Kind = FaultKind.NotifyTwice });
        await mock.OrderAsync(Uid);
        await Until(mock, () => inbox.Received.Count == 2);
    }

    [Fact]
    public async Task ANotificationCanOvertakeTheAnswerToTheOrder()
    {
        using var inbox = new Inbox();
        await using var mock = await StartAsync(inbox);
        mock.Server.Inject(new Fault { Kind = FaultKind.NotifyEarly });
        await mock.OrderAsync(Uid);
        inbox.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ASignatureCanBeWrong()
    {
        using var inbox = new Inbox();
        await using var mock = await StartAsync(inbox);
        mock.Server.Inject(new Fault { Kind = FaultKind.NotifyWrongSignature });
        await mock.OrderAsync(Uid);
        await Until(mock, () => inbox.Received.Count == 1);
        var (body, signature) = inbox.Received.Single();
        signature.ShouldNotBe(NotificationSigner.Sign(Encoding.UTF8.GetBytes(body), Secret, At(signature)));
    }

    private static byte[] Secret => DevelopmentKeys.Secret(AppEnvironment.Local, DevelopmentSecret.Notification);

    private static DateTimeOffset At(string signature) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(signature.Split(',')[0][2..]));

    private static Task<MockFixture> StartAsync(Inbox inbox, bool everyChange = false) =>
        MockFixture.StartAsync(
            new KryptonMockOptions
            {
                Resources = [Records.Patient("a", "DUPONT", "ANNE"), Records.Study(Uid, "a")],
                Settings = new()
                {
                    RepatriationSeconds = 10,
                    Notifications = new() { Target = inbox.Address, EveryChange = everyChange },
                },
            }
        );

    /// <summary>
    /// Lets the mock's clock run until the condition holds; the mock's loop and this one share no other signal.
    /// </summary>
    private static async Task Until(MockFixture mock, Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            mock.Clock.Advance(TimeSpan.FromSeconds(1));
            limit.Token.ThrowIfCancellationRequested();
            await Fixture.Eventually.Passes(TimeSpan.FromMilliseconds(10));
        }
    }

    /// <summary>Takes notifications.</summary>
    private sealed class Inbox : IDisposable
    {
        private readonly HttpListener listener;

        public Inbox()
        {
            for (var attempt = 0; ; attempt++)
            {
                // A listener whose port was taken is disposed: each try has its own.
                listener = new HttpListener();
                try
                {
                    Address = $"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}/notifications/";
                    listener.Prefixes.Add(Address);
                    listener.Start();
                    break;
                }
                catch (HttpListenerException) when (attempt < 20)
                {
                    listener.Close();
                }
            }

            _ = ReceiveAsync();
        }

        public string Address { get; }

        public ConcurrentQueue<(string Body, string Signature)> Received { get; } = new();

        public void Dispose() => listener.Close();

        private async Task ReceiveAsync()
        {
            while (listener.IsListening)
            {
                var context = await listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                Received.Enqueue((await reader.ReadToEndAsync(), context.Request.Headers[NotificationSigner.Header]!));
                context.Response.StatusCode = 202;
                context.Response.Close();
            }
        }
    }
}
