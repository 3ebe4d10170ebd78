using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Azure.Storage.Queues;
using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Notifications;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>A notification is known again by its signature, however the header around it is written.</summary>
[Collection(Worlds.Transfers)]
public sealed class RepeatedNotificationTests(PrefetchStorage storage) : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private PrefetchWorld world = null!;

    [Theory]
    [InlineData("t={0},v1={1}")]
    [InlineData("v1={1},t={0}")]
    [InlineData(" t={0} ,  v1={1} ")]
    [InlineData("t={0},v1={2}")]
    [InlineData("t={0},v1={1},v0=more")]
    [InlineData("t={0},v1=00,v1={1}")]
    [InlineData("t={0},v1={1},v1={1}")]
    public async Task ARepeatIsKnownHoweverItsHeaderIsWritten(string form)
    {
        var body = $$"""{"resourceType":"Task","id":"t-{{Guid.NewGuid():N}}","status":"completed","intent":"order"}""";
        var secret = DevelopmentKeys.Secret(AppEnvironment.Local, DevelopmentSecret.Notification);
        var first = NotificationSignature.Make(Encoding.UTF8.GetBytes(body), secret, world.Now);
        var (stamp, signature) = (first.Split(',')[0][2..], first.Split(',')[1][3..]);
        (await NotifyAsync(body, first)).ShouldBe(HttpStatusCode.Accepted);
        await world.SettleAsync();
        var before = await PutAsideAsync();

        var again = form.Replace("{0}", stamp, StringComparison.Ordinal)
            .Replace("{1}", signature, StringComparison.Ordinal)
            .Replace("{2}", signature.ToUpperInvariant(), StringComparison.Ordinal);
        (await NotifyAsync(body, again)).ShouldBe(HttpStatusCode.Accepted);

        await world.SettleAsync();
        (await PutAsideAsync()).ShouldBe(before);
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        http.Dispose();
    }

    /// <summary>Nobody knows the Task: each time it is queued it is tried in vain and waits, or is put aside.</summary>
    private Task<int> PutAsideAsync() =>
        world.Use(
            async (QueueServiceClient queues) =>
            {
                var waiting = await queues.GetQueueClient(ReceiveNotification.Queue).GetPropertiesAsync();
                return waiting.Value.ApproximateMessagesCount
                    + await new UnknownTasks(queues).CountAsync(TestContext.Current.CancellationToken);
            }
        );

    private async Task<Answer> NotifyAsync(string body, string signature)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(world.Host.BaseAddress, "/api/v1/krypton/notifications")
        )
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/fhir+json")),
        };
        request.Headers.TryAddWithoutValidation("X-Krypton-Signature", signature);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.FromAsync(response);
    }
}
