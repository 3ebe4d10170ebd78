using System.Net;
using System.Text.Json.Nodes;
using Krypton.Tests.Fixture;
using Shouldly;
using Xunit;

namespace Krypton.Tests.IdentitySearch;

/// <summary>More records match a query than Krypton gives on a page.</summary>
public sealed class CappedPagesOverHttpTests(LocalKrypton local)
{
    private const string Rcp = "RCP-CAPPED";
    private const int MoreThanAPage = 60;

    [Fact]
    public async Task WhereNothingIsLeftToNarrowByTheAnswerIsNotComplete()
    {
        var name = NewName();
        await local.Krypton.Knows([.. Enumerable.Range(0, MoreThanAPage).Select(_ => Bearer(name, "Odette"))]);

        var answer = await SearchFor(name);

        ((bool)answer["complete"]!).ShouldBeFalse();
        ((int)answer["coverage"]!["queriesCapped"]!).ShouldBeGreaterThan(0);
        answer["candidates"]!.AsArray().Count.ShouldBe(20);
    }

    [Fact]
    public async Task WhereTheRestIsFoundByNarrowingTheAnswerIsComplete()
    {
        var name = NewName();
        await local.Krypton.Knows([.. Enumerable.Range(0, MoreThanAPage).Select(_ => Bearer(name + "brand", "Gaston") with { Sex = "male" }), Bearer(name, "Odette")]);

        var answer = await SearchFor(name);

        ((bool)answer["complete"]!).ShouldBeTrue();
        ((int)answer["coverage"]!["queriesCapped"]!).ShouldBe(0);
        answer["candidates"]!.AsArray().ShouldHaveSingleItem();
    }

    private async Task<JsonNode> SearchFor(string name) =>
        (await (await local.GivenCarer(Rcp)).SearchFor(Bearer(name, "Odette").AsAsked(), Rcp)).ShouldBe(HttpStatusCode.OK).Json;

    private static string NewName() => "W" + string.Concat(Enumerable.Range(0, 9).Select(_ => (char)('g' + Random.Shared.Next(20))));

    private static KnownPatient Bearer(string name, string given) => new() { BirthName = name, GivenName = given, BirthDate = "1901-05-17", Studies = [] };
}
