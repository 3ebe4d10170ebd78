using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Notifications;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Architecture;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock.Faults;
using KryptonMock.Http;
using Microsoft.Azure.Functions.Worker;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>
/// Krypton reports on Tasks that no study of ours has: of an RCP that is gone, or of somebody else.
/// </summary>
[Collection(Worlds.Transfers)]
public sealed class UnknownTaskTests(PrefetchStorage storage) : IAsyncLifetime
{
    private const string Secret = "Qworzelle";

    private readonly string hostJson = Path.GetTempFileName();
    private readonly Telemetry telemetry = new();
    private readonly HttpClient http = new();
    private PrefetchWorld world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheyArePutAsideAfterFiveTriesWithoutHarmAndTheOthersGoThrough()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.NotifyNever });
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        await rcp.Prepare(1);
        var ordered = await world.UntilRepatriation(rcp, rcp.Uid, way => way.TaskId is not null);
        await world.SettleAsync();
        var looks = Looks();

        var gone = await NotifyAsync($"{LocalKrypton.NewId("RCP")}:1.2.3");
        var notAttached = await NotifyAsync($"{rcp.Id}:1.2.3");
        var foreign = await NotifyAsync(Secret);
        var keyless = await NotifyAsync(key: null);
        await NotifyAsync($"{rcp.Id}:{rcp.Uid}", ordered.TaskId);

        await Eventually.Becomes(
            () => Task.FromResult(Looks()),
            now => now > looks,
            "the known study is looked at, though no time has passed"
        );
        string[] unknown = [gone, notAttached, foreign, keyless];
        var putAside = await Eventually.Becomes(
            PutAsideAsync,
            texts => unknown.All(id => texts.Any(text => text.Contains(id, StringComparison.Ordinal))),
            "the unknown ones are put aside"
        );
        putAside.ShouldAllBe(text =>
            !text.Contains($"\"{ordered.TaskId}\"", StringComparison.Ordinal)
            && !text.Contains(Secret, StringComparison.Ordinal)
        );
        Tries().ShouldBe(unknown.Length * 5, "the queue shows each five times, nobody else's once");
        telemetry.Lines.ShouldNotContain(line => line.Contains(Secret, StringComparison.Ordinal));

        (await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed)).Orders.ShouldBe(1);
    }

    [Fact]
    public async Task EachNightSomebodyIsToldOfThem()
    {
        var task = await NotifyAsync($"{LocalKrypton.NewId("RCP")}:1.2.3");
        await Eventually.Becomes(
            PutAsideAsync,
            texts => texts.Any(text => text.Contains(task, StringComparison.Ordinal)),
            "it is put aside"
        );

        await world.RunTimerAsync((upkeep, client) => upkeep.PurgePrefetch(new TimerInfo(), client, Cancellation));

        telemetry.Lines.ShouldContain(line =>
            line.StartsWith("Critical", StringComparison.Ordinal)
            && line.Contains($"stand in {ReceiveNotification.PoisonQueue}", StringComparison.Ordinal)
        );
    }

    public async ValueTask InitializeAsync()
    {
        // The real pause between two tries is ten seconds.
        var json = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(SolutionFolder.Path, "host.json"), Cancellation)
        )!;
        json["extensions"]!["queues"]!["visibilityTimeout"] = "00:00:00";
        await File.WriteAllTextAsync(hostJson, json.ToJsonString(), Cancellation);
        await new QueueClient(await storage.ConnectionString(), ReceiveNotification.Queue).DeleteIfExistsAsync(
            Cancellation
        );
        await (await PoisonAsync()).DeleteIfExistsAsync(Cancellation);
        world = await PrefetchWorld.StartAsync(
            storage,
            new WorldSettings { HostJson = hostJson, Logging = telemetry.Capture }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        telemetry.Dispose();
        http.Dispose();
        File.Delete(hostJson);
    }

    /// <summary>How often Krypton was asked for an order.</summary>
    private int Looks() => world.Krypton.RequestCounts.GetValueOrDefault(CallType.OrderRead);

    private int Tries() =>
        telemetry.Lines.Count(line =>
            line.StartsWith("Warning", StringComparison.Ordinal)
            && line.Contains("Function ReportRepatriation failed", StringComparison.Ordinal)
        );

    private async Task<QueueClient> PoisonAsync() =>
        new(await storage.ConnectionString(), ReceiveNotification.PoisonQueue);

    private async Task<IReadOnlyList<string>> PutAsideAsync()
    {
        var queue = await PoisonAsync();
        return await queue.ExistsAsync(Cancellation)
            ?
            [
                .. (await queue.PeekMessagesAsync(32, Cancellation)).Value.Select(message =>
                    Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString()))
                ),
            ]
            : [];
    }

    /// <summary>Krypton reports on a Task with more in it than we want to know; gives the Task's id.</summary>
    private async Task<string> NotifyAsync(string? key, string? taskId = null)
    {
        var id = taskId ?? $"t-{Guid.NewGuid():N}";
        var task = new JsonObject
        {
            ["resourceType"] = "Task",
            ["id"] = id,
            ["status"] = "completed",
            ["intent"] = "order",
            ["description"] = $"Scanner de Mme {Secret}",
            ["for"] = new JsonObject { ["display"] = Secret },
        };
        if (key is not null)
        {
            task["identifier"] = new JsonArray(
                new JsonObject { ["system"] = "https://krypton-dcc/repatriation-key", ["value"] = key }
            );
        }

        var body = task.ToJsonString();
        var signature = NotificationSignature.Make(
            Encoding.UTF8.GetBytes(body),
            DevelopmentKeys.Secret(AppEnvironment.Local, DevelopmentSecret.Notification),
            world.Now
        );
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{world.Host.BaseAddress}api/v1/krypton/notifications"
        )
        {
            Content = new StringContent(body, Encoding.UTF8, "application/fhir+json"),
        };
        request.Headers.Add("X-Krypton-Signature", signature);
        using var answer = await http.SendAsync(request, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return id;
    }
}
