using System.Net;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Structures;

/// <summary><c>GET /structures</c> as the DCC calls it.</summary>
public sealed class StructuresOverHttpTests(LocalKrypton local)
{
    [Fact]
    public async Task EverybodyOfTheNetworkSeesWhoIsConnected()
    {
        foreach (var caller in new[] { await local.GivenCarer("RCP-1"), await local.GivenNetworkAdmin() })
        {
            var answer = (await caller.Get("structures")).ShouldBe(HttpStatusCode.OK).Json;
            var structures = answer["structures"]!.AsArray();
            structures.Count.ShouldBe((int)answer["total"]!);
            structures.Count(s => (bool)s!["connected"]!).ShouldBe((int)answer["connected"]!);
            structures.ShouldAllBe(s => (string?)s!["name"] != null);
        }
    }

    [Fact]
    public async Task WordsAndDepartmentNarrowTheList()
    {
        var carer = await local.GivenCarer("RCP-1");
        var all = (await carer.Get("structures?connected=true")).ShouldBe(HttpStatusCode.OK).Json[
            "structures"
        ]!.AsArray();
        var one = all[0]!;
        var word = ((string)one["name"]!).Split(' ')[^1].ToLowerInvariant();

        (await carer.Get($"structures?q={Uri.EscapeDataString(word)}")).Json["structures"]!
            .AsArray()
            .ShouldContain(s => (string?)s!["finess"] == (string?)one["finess"]);
        (await carer.Get($"structures?department={(string)one["department"]!}")).Json["structures"]!
            .AsArray()
            .ShouldAllBe(s => (string?)s!["department"] == (string?)one["department"]);
        (await carer.Get("structures?connected=false")).Json["structures"]!
            .AsArray()
            .ShouldAllBe(s => !(bool)s!["connected"]!);
        (await carer.Get("structures?q=xyzzyqua")).Json["structures"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("connected=maybe")]
    [InlineData("department=3")]
    [InlineData("department=33%27")]
    [InlineData("q=")]
    [InlineData("departement=33")]
    public async Task AParameterThatCannotBeUsedIsTold(string parameter) =>
        (await (await local.GivenCarer("RCP-1")).Get($"structures?{parameter}")).ShouldBeProblem(
            HttpStatusCode.BadRequest,
            "invalid-request"
        );

    [Fact]
    public async Task AnAuditorHasNoBusinessHere()
    {
        (await (await local.GivenAuditor()).Get("structures")).ShouldBe(HttpStatusCode.Forbidden);
        (await local.GivenSomebodyWith(token: null).Get("structures")).ShouldBe(HttpStatusCode.Unauthorized);
    }
}
