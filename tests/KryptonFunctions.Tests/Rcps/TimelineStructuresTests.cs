using System.Net;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Timelines;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>What the timeline says of the establishments that Krypton cannot show.</summary>
public sealed class TimelineStructuresTests(LocalKrypton krypton)
{
    /// <summary>Listed and not connected: one in the Gironde, one in the Vienne.</summary>
    private const string OfGironde = "330990631";
    private const string OfVienne = "860991330";
    private const string ListedNowhere = "750100075";

    [Fact]
    public async Task WhoseNumberWasGivenComesFirstThenTheDepartmentOfThoseWhoKnowThePatient()
    {
        var rcp = await krypton.GivenRcp(await krypton.GivenPatient());
        await Announce(rcp, (OfVienne, "123"), (ListedNowhere, "456"), ("330781196", "789"));

        var before = await rcp.Timeline();
        (before.Identity != IdentityState.Confirmed, before.Studies.Count, before.Complete).ShouldBe((true, 0, false));
        await rcp.Choose(1);
        var after = await rcp.Timeline();

        foreach (var list in new[] { before.NotConnected!, after.NotConnected! })
        {
            Finess(list, UnconnectedWhy.IppGiven).ShouldBe([ListedNowhere, OfVienne]);
            Finess(list, UnconnectedWhy.Department).ShouldContain(OfGironde);
            Finess(list, UnconnectedWhy.Department).ShouldNotContain(OfVienne);
            list.Structures.Where(s => s.Why == UnconnectedWhy.Department)
                .ShouldAllBe(s => s.Department == "33" || s.Department == "86");
            list.Structures.Select(s => s.Why).ShouldBeInOrder();
            list.Structures.ShouldNotContain(s => s.Finess == "330781196");
            (list.Known, list.Total).ShouldBe((true, list.Structures.Count));
        }
    }

    [Fact]
    public async Task TheDepartmentThatIsAskedForTakesThePlaceOfTheKnownOnes()
    {
        var rcp = await krypton.GivenRcp(await krypton.GivenPatient());
        await rcp.Choose(1);

        var list = (await rcp.Timeline("department=86")).NotConnected!;

        list.Structures.ShouldAllBe(s => s.Department == "86" && s.Why == UnconnectedWhy.Department);
        list.Structures.ShouldContain(s => s.Finess == OfVienne && s.Name == "Imagerie du Haut-Poitou");
    }

    private static IEnumerable<string?> Finess(NotConnectedStructures list, UnconnectedWhy why) =>
        list.Structures.Where(s => s.Why == why).Select(s => s.Finess);

    private static async Task Announce(GivenRcp rcp, params (string Finess, string Value)[] ipps)
    {
        var body = rcp.Body(rcp.StartsAt);
        body["prefiches"]![0]!["patient"]!["ipps"] = System.Text.Json.JsonSerializer.SerializeToNode(
            ipps.Select(ipp => new { authority = ipp.Finess, value = ipp.Value })
        );
        (await rcp.Carer.Put($"rcps/{rcp.Id}", body)).ShouldBe(HttpStatusCode.Accepted);
    }
}
