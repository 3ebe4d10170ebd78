using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>A slip in the INS of one pré-fiche does not refuse the RCP, and does not go unsaid.</summary>
public sealed class WrongInsKeyTests(LocalKrypton krypton)
{
    [Fact]
    public async Task APreFicheWhoseInsHasAWrongKeyIsSearchedByItsTraitsAndSaysSo()
    {
        var patient = new KnownPatient();
        await krypton.Krypton.Knows(patient);
        var rcp = await krypton.GivenRcp(patient with { Ins = "285022003300157" });

        var found = await Eventually.Becomes(
            () => rcp.Carer.Get($"rcps/{rcp.Id}/prefiches/PF-1/candidates"),
            answer => (string?)answer.Json["identity"] == "awaitingChoice",
            "the candidates to be found"
        );

        found.Json["alerts"]!.AsArray().Select(alert => (string)alert!["code"]!).ShouldContain("insKey");
        ((int?)found.Json["hidden"]).ShouldNotBeNull();
        found.Json["candidates"]!.AsArray().ShouldHaveSingleItem()!["alerts"]!
            .AsArray()
            .Select(alert => (string)alert!["code"]!)
            .ShouldContain("insKey");
    }
}
