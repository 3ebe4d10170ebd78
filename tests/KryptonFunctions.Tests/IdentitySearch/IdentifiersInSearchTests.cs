using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>What an INS, an IPP, a link between records or a doubt about an identity does to its candidate.</summary>
public sealed class IdentifiersInSearchTests
{
    private const string Oid = "urn:oid:1.2.250.1.71.4.2.2.330781196";
    private static readonly PatientTraits Helene = Traits.Of("DUPONT-MARTIN", "HELENE", "1954-03-12") with
    {
        UsedName = "LE GALL",
    };

    [Fact]
    public async Task AQualifiedInsWithTraitsThatAgreeIsCertainAndOneThatContradictsIsShownWithAnAlert()
    {
        _ = Ins.TryParse("285022003300156", InsOid.Of(InsAuthority.Nir), out var ins, out _);
        using var platform = new Platform()
            .With(
                "same",
                "DUPONT MARTIN",
                "HELENE",
                "1954-03-12",
                Platform.Identifier("urn:oid:" + ins.Oid, ins.Value, "INS-NIR", "QUAL")
            )
            .With(
                "other",
                "LEGRAND",
                "JEANNE",
                "1980-10-10",
                Platform.Identifier("urn:oid:" + ins.Oid, ins.Value, "INS-NIR", "QUAL")
            )
            .With(
                "billing",
                "LEGRAND",
                "JEANNE",
                "1980-10-10",
                Platform.Identifier("urn:oid:" + ins.Oid, ins.Value, "NH", "QUAL")
            );

        var found = await platform.Search(Helene with { Ins = ins, IsQualified = true });

        found.Candidates[0].PatientId.ShouldBe("same");
        found.Candidates[0].Confidence.ShouldBe(Confidence.Certain);
        found.Candidates[0].FoundBy.ShouldHold(["ins", "traits:hyphen-as-space"]);
        found.Candidates[1].PatientId.ShouldBe("other");
        found.Candidates[1].Confidence.ShouldBe(Confidence.Possible);
        found.Candidates[1].Alerts.Select(alert => alert.Code).ShouldContain("identifierConflict");
        found.Candidates.Count.ShouldBe(2);
        found.Coverage.Approaches.Select(approach => approach.Outcome).ShouldBe(["found", "notAsked", "found"]);
    }

    [Fact]
    public async Task AnUnqualifiedInsIsNeverCertain()
    {
        _ = Ins.TryParse("285022003300156", InsOid.Of(InsAuthority.Nir), out var ins, out _);
        using var platform = new Platform().With(
            "same",
            "DUPONT MARTIN",
            "HELENE",
            "1954-03-12",
            Platform.Identifier("urn:oid:" + ins.Oid, ins.Value, "INS-NIR", "VALI")
        );
        (await platform.Search(Helene with { Ins = ins, IsQualified = true }))
            .Candidates.Single()
            .Confidence.ShouldBe(Confidence.Probable);
    }

    [Fact]
    public async Task AnIppCountsInItsOwnEstablishmentOnly()
    {
        _ = Ipp.TryParse("0012345", Oid, out var ipp);
        using var platform = new Platform()
            .With("here", "DUPONT", "H", "1954-03-12", Platform.Identifier(Oid, "0012345", "PI"))
            .With(
                "there",
                "LEGRAND",
                "JEANNE",
                "1980-10-10",
                Platform.Identifier("urn:oid:1.2.250.1.71.4.2.2.330000001", "0012345", "PI")
            );
        var found = await platform.Search(Helene with { Ipps = [ipp] });
        Ids(found).ShouldBe(["here"]);
        found.Candidates[0].Confidence.ShouldBe(Confidence.Probable);
    }

    [Fact]
    public async Task AMergedRecordLeadsToTheOneThatReplacesIt()
    {
        using var platform = new Platform()
            .With("old", "DUPONT MARTIN", "HELENE", "1954-03-12", Platform.MergedInto("new"))
            .With("new", "DUPOND", "ELENA", "1960-07-01");
        var found = await platform.Search(Helene);
        found.Candidates.Single().PatientId.ShouldBe("new");
        found.Candidates[0].Confidence.ShouldBe(Confidence.Possible);
        found.Candidates[0].Alerts.Select(alert => alert.Code).ShouldContain("mergedRecord");
        found.Candidates[0].FoundBy.ShouldContain("merged");
    }

    [Fact]
    public async Task ADoubtfulIdentityIsAtMostPossible()
    {
        using var platform = new Platform().With("same", "DUPONT-MARTIN", "HELENE", "1954-03-12");
        var candidate = (await platform.Search(Helene with { IsDoubtful = true })).Candidates.Single();
        candidate.Confidence.ShouldBe(Confidence.Possible);
        candidate.Alerts.Select(alert => alert.Code).ShouldContain("douteuse");
    }

    private static IEnumerable<string> Ids(IdentitySearchResult found) =>
        found.Candidates.Select(candidate => candidate.PatientId);
}
