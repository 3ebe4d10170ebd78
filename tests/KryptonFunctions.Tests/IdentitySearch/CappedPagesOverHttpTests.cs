using System.Net;
using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>More records match a query than Krypton gives on a page.</summary>
public sealed class CappedPagesOverHttpTests(LocalKrypton local)
{
    private const string Rcp = "RCP-CAPPED";
    private const int MoreThanAPage = 60;

    // A day for each test: what bears the same given name on the same day is asked for too, and Krypton is one for all
    // tests.
    private const string CappedDay = "1901-05-17";
    private const string NarrowedDay = "1903-08-29";

    [Fact]
    public async Task WhereNothingIsLeftToNarrowByTheAnswerIsNotComplete()
    {
        var name = NewName();
        await local.Krypton.Knows([
            .. Enumerable.Range(0, MoreThanAPage).Select(_ => Bearer(name, "Odette", CappedDay)),
        ]);

        var answer = await SearchFor(name, CappedDay);

        ((bool)answer["complete"]!).ShouldBeFalse();
        ((int)answer["coverage"]!["queriesCapped"]!).ShouldBeGreaterThan(0);
        answer["candidates"]!.AsArray().Count.ShouldBe(20);
    }

    [Fact]
    public async Task WhereTheRestIsFoundByNarrowingTheAnswerIsComplete()
    {
        var name = NewName();
        await local.Krypton.Knows([
            .. Enumerable
                .Range(0, MoreThanAPage)
                .Select(_ => Bearer(name + "brand", "Gaston", NarrowedDay) with { Sex = "male" }),
            Bearer(name, "Odette", NarrowedDay),
        ]);

        var answer = await SearchFor(name, NarrowedDay);

        ((bool)answer["complete"]!).ShouldBeTrue();
        ((int)answer["coverage"]!["queriesCapped"]!).ShouldBe(0);
        answer["candidates"]!.AsArray().ShouldHaveSingleItem();
    }

    private async Task<JsonNode> SearchFor(string name, string day) =>
        (await (await local.GivenCarer(Rcp)).SearchFor(Bearer(name, "Odette", day).AsAsked(), Rcp))
            .ShouldBe(HttpStatusCode.OK)
            .Json;

    private static string NewName() =>
        "W" + string.Concat(Enumerable.Range(0, 9).Select(_ => (char)('g' + Random.Shared.Next(20))));

    private static KnownPatient Bearer(string name, string given, string day) =>
        new()
        {
            BirthName = name,
            GivenName = given,
            BirthDate = day,
            Studies = [],
        };
}
