using System.Net;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary><c>GET /rcps</c>: the meetings of who asks.</summary>
public sealed class RcpListTests(LocalKrypton krypton)
{
    [Fact]
    public async Task OnlyTheCallersOwnByTheirStartInPagesAndByDayAndReadiness()
    {
        string[] ids = [LocalKrypton.NewId("RCP"), LocalKrypton.NewId("RCP"), LocalKrypton.NewId("RCP")];
        var others = await krypton.GivenRcp(new KnownPatient());
        var carer = await krypton.GivenCarer([.. ids, "RCP-NEVER-ANNOUNCED"]);
        var day = new DateTimeOffset(DateTimeOffset.UtcNow.Date, TimeSpan.Zero).AddDays(40).AddHours(10);
        await new GivenRcp(ids[0], carer, new KnownPatient()).Save(day.AddDays(1));
        await new GivenRcp(ids[1], carer, new KnownPatient()).Save(day);
        var cancelled = new GivenRcp(ids[2], carer, new KnownPatient());
        await cancelled.Save(day);
        await cancelled.Cancel();
        var days = $"from={day:yyyy-MM-dd}&to={day.AddDays(1):yyyy-MM-dd}";

        string[] sameDay = [.. ids[1..].Order(StringComparer.Ordinal)];
        (await Ids(carer, days)).ShouldBe([.. sameDay, ids[0]]);
        (await Ids(carer, $"from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}")).ShouldBe(sameDay);
        (await Ids(carer, $"{days}&state=cancelled")).ShouldBe([ids[2]]);
        (await Ids(carer, $"{days}&state=preparing&limit=1")).ShouldBe([ids[1], ids[0]]);
        (await Ids(carer, $"{days}&limit=1")).ShouldBe([.. sameDay, ids[0]]);
        (await Ids(carer, "")).ShouldBeEmpty();
        (await Ids(others.Carer, "")).ShouldBe([others.Id]);
        (await Ids(await krypton.GivenCarerOfPreFiches($"{others.Id}/PF-1"), "")).ShouldBeEmpty();
        // Who cares for all sees those of other runs too.
        var ofAll = await Ids(await krypton.GivenCarer("*"), $"from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}");
        ofAll.Where(ids.Contains).ShouldBe(sameDay);
    }

    [Theory]
    [InlineData("state=red")]
    [InlineData("limit=51")]
    [InlineData("cursor=x")]
    [InlineData("from=2026-05-02&to=2026-05-01")]
    [InlineData("from=2026-05-02&to=2028-05-01")]
    [InlineData("from=9999-12-31")]
    [InlineData("day=2026-05-02")]
    public async Task AParameterThatCannotBeUsedIsTold(string parameter) =>
        (await (await krypton.GivenCarer("RCP-1")).Get($"rcps?{parameter}")).ShouldBeProblem(
            HttpStatusCode.BadRequest,
            "invalid-request"
        );

    /// <summary>Of all pages.</summary>
    private static async Task<IReadOnlyList<string>> Ids(DccCaller carer, string query)
    {
        var found = new List<string>();
        var cursor = "";
        do
        {
            var page = (await carer.Get($"rcps?{query}{cursor}")).ShouldBe(HttpStatusCode.OK).Json;
            found.AddRange(page["rcps"]!.AsArray().Select(rcp => (string)rcp!["rcpId"]!));
            cursor = page["nextCursor"] is { } next ? $"&cursor={(string)next!}" : null;
        } while (cursor is not null);

        return found;
    }
}
