using KryptonMock;
using KryptonMock.Faults;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.KryptonMock;

public sealed class RepatriationTests
{
    private const string Uid = "1.2.3.1";

    private static readonly KryptonMockOptions One = new()
    {
        Resources =
        [
            Records.Patient("a", "DUPONT", "ANNE"),
            Records.Study(Uid, "a"),
            Records.Study("1.2.3.9", "a", availability: "OFFLINE"),
        ],
        Settings = new() { RepatriationSeconds = 100 },
    };

    [Fact]
    public async Task AnOrderPassesItsStatesWhileInstancesArrive()
    {
        await using var mock = await MockFixture.StartAsync(One);
        var order = await mock.OrderAsync(Uid);
        order.Status.ShouldBe(201);
        order.Headers["ETag"].ShouldBe("W/\"1\"");
        var seen = new List<(string Status, int OnCentral)> { (Status(order), await OnCentral(mock)) };
        foreach (var seconds in (int[])[12, 48, 41])
        {
            mock.Clock.Advance(TimeSpan.FromSeconds(seconds));
            seen.Add((Status(await mock.GetAsync(order.Headers["Location"])), await OnCentral(mock)));
        }

        seen.ShouldBe([("requested", 0), ("accepted", 0), ("in-progress", 50), ("completed", 100)]);
    }

    [Fact]
    public async Task ARepeatOfTheKeyGivesTheOrderThatExists()
    {
        await using var mock = await MockFixture.StartAsync(One);
        var orders = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => mock.OrderAsync(Uid)));
        orders.Count(order => order.Status == 201).ShouldBe(1);
        orders.Select(order => order.Json["id"]!.ToString()).Distinct().Count().ShouldBe(1);
        var book = await mock.AdminAsync(HttpMethod.Get, "orders?rcp=RCP-1");
        book.Json["orders"]!.AsArray().Count.ShouldBe(1);
        book.Json["duplicates"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task ASecondOrderOfTheSameRcpIsCountedAsADuplicate()
    {
        await using var mock = await MockFixture.StartAsync(One);
        await mock.OrderAsync(Uid, "first");
        await mock.OrderAsync(Uid, "second");
        (await mock.AdminAsync(HttpMethod.Get, "orders")).Json["duplicates"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task ANewOrderAfterAPurgeIsNoDuplicate()
    {
        await using var mock = await MockFixture.StartAsync(One);
        await mock.OrderAsync(Uid, "first");
        mock.Clock.Advance(TimeSpan.FromSeconds(101));
        await mock.AdminAsync(HttpMethod.Post, $"studies/{Uid}", new { purge = true });
        (await OnCentral(mock)).ShouldBe(0);
        mock.Clock.Advance(TimeSpan.FromSeconds(1));
        await mock.OrderAsync(Uid, "second");
        mock.Clock.Advance(TimeSpan.FromSeconds(101));
        (await OnCentral(mock)).ShouldBe(100);
        (await mock.AdminAsync(HttpMethod.Get, "orders")).Json["duplicates"]!.GetValue<int>().ShouldBe(0);
    }

    [Theory]
    [InlineData("1.9.9", "study-unknown")]
    [InlineData("1.2.3.9", "study-offline")]
    public async Task WhatCannotBeBroughtIsRejectedAtOnce(string uid, string reason)
    {
        await using var mock = await MockFixture.StartAsync(One);
        var order = await mock.OrderAsync(uid);
        Status(order).ShouldBe("rejected");
        order.Json["statusReason"]!["coding"]![0]!["code"]!.ToString().ShouldBe(reason);
    }

    [Fact]
    public async Task CancellingNeedsTheCurrentVersion()
    {
        await using var mock = await MockFixture.StartAsync(One);
        var order = await mock.OrderAsync(Uid);
        mock.Clock.Advance(TimeSpan.FromSeconds(12));
        (await Cancel(mock, order, null)).Status.ShouldBe(428);
        (await Cancel(mock, order, "W/\"1\"")).Status.ShouldBe(412);
        Status(await Cancel(mock, order, "W/\"2\"")).ShouldBe("cancelled");
        (await Cancel(mock, order, "W/\"3\"")).Status.ShouldBe(409);
    }

    [Theory]
    [InlineData(FaultKind.Rejected, "rejected", 0)]
    [InlineData(FaultKind.Failed, "failed", 0)]
    [InlineData(FaultKind.EmptyCompletion, "completed", 0)]
    [InlineData(FaultKind.Partial, "completed", 50)]
    [InlineData(FaultKind.SilentPartial, "completed", 50)]
    [InlineData(FaultKind.Shrinking, "completed", 50)]
    [InlineData(FaultKind.NeverFinishing, "in-progress", 50)]
    public async Task AnOrderCanGoWrong(FaultKind kind, string status, int onCentral)
    {
        await using var mock = await MockFixture.StartAsync(One);
        mock.Server.Inject(
            new Fault
            {
                Kind = kind,
                StudyUid = Uid,
                Times = 1,
            }
        );
        var order = await mock.OrderAsync(Uid);
        mock.Clock.Advance(TimeSpan.FromSeconds(151));
        Status(await mock.GetAsync(order.Headers["Location"])).ShouldBe(status);
        (await OnCentral(mock)).ShouldBe(onCentral);
    }

    [Fact]
    public async Task OrdersOutliveTheProcess()
    {
        var state = Directory.CreateTempSubdirectory("krypton-mock-state-");
        var kept = One with { StateFolder = state.FullName };
        string task;
        await using (var mock = await MockFixture.StartAsync(kept))
        {
            task = (await mock.OrderAsync(Uid)).Json["id"]!.ToString();
        }

        await using var restarted = await MockFixture.StartAsync(kept);
        var repeated = await restarted.OrderAsync(Uid);
        repeated.Status.ShouldBe(200);
        repeated.Json["id"]!.ToString().ShouldBe(task);
        state.Delete(recursive: true);
    }

    private static string Status(MockReply task) => task.Json["status"]!.ToString();

    private static Task<MockReply> Cancel(MockFixture mock, MockReply order, string? version)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, order.Headers["Location"])
        {
            Content = new StringContent("""{"resourceType":"Task","status":"cancelled"}"""),
        };
        request.Headers.TryAddWithoutValidation("If-Match", version);
        return mock.SendAsync(request);
    }

    private static async Task<int> OnCentral(MockFixture mock) =>
        (await mock.GetAsync($"/central/dicomweb/studies?StudyInstanceUID={Uid}")).Json.AsArray() is [{ } study, ..]
            ? study["00201208"]!["Value"]![0]!.GetValue<int>()
            : 0;
}
