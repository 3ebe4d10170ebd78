using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Ranking;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>Which names of an identity are compared, and as what.</summary>
public sealed class PreparedNamesTests
{
    [Fact]
    public void BirthAndUsedNameAreComparedAloneAndTogether()
    {
        var prepared = Traits.Preparer.Prepare(Traits.Of("DUPONT", "MARIE", "1954-03-12") with { UsedName = "MARTIN" });

        Surnames(prepared).ShouldBe("DUPONT MARTIN* DUPONT MARTIN* MARTIN DUPONT*");
        prepared.HasUsedName.ShouldBeTrue();
        prepared.Surnames.Select(name => name.IsBoth).ShouldBe([false, false, true, true]);
    }

    [Theory]
    [InlineData("usual", "DUPONT MARTIN* DUPONT MARTIN* MARTIN DUPONT*")]
    [InlineData("nickname", "DUPONT MARTIN* DUPONT MARTIN* MARTIN DUPONT*")]
    [InlineData("maiden", "DUPONT MARTIN DUPONT MARTIN* MARTIN DUPONT*")]
    [InlineData(null, "DUPONT MARTIN DUPONT MARTIN* MARTIN DUPONT*")]
    public void TheUseOfARecordedNameSaysWhetherItIsTheUsedOne(string? use, string expected) =>
        Surnames(Prepared(new("official", "DUPONT", []), new(use, "MARTIN", []))).ShouldBe(expected);

    [Fact]
    public void ANameThatIsRecordedTwiceIsComparedOnce()
    {
        var prepared = Prepared(new("official", "LE GALL", ["MARIE"]), new("usual", "Legall", ["Marie"]));

        Surnames(prepared).ShouldBe("LE GALL");
        prepared.HasUsedName.ShouldBeFalse();
        Givens(prepared.FirstGivens).ShouldBe("MARIE");
    }

    [Fact]
    public void TheFirstGivenNamesOfAllListsMayStandFirstAndTheRestStandsBesideThem()
    {
        var record = new PatientRecord
        {
            Id = "1",
            Names =
            [
                new("official", "DUPONT", ["MARIE", "CLAUDE"]),
                new("usual", "DUPONT", ["NELLY", "ZOE", "CLAUDE"]),
            ],
            BirthGivenNames = ["ANNE", "JEANNE", "ZOE"],
        };

        var prepared = Traits.Preparer.Prepare(record);

        Givens(prepared.FirstGivens).ShouldBe("MARIE NELLY ANNE");
        Givens(prepared.OtherGivens).ShouldBe("CLAUDE ZOE JEANNE");
        Givens(Traits.Preparer.Prepare(record with { BirthGivenNames = [] }).FirstGivens).ShouldBe("MARIE NELLY");
        Givens(Traits.Preparer.Prepare(record with { Names = [] }).FirstGivens).ShouldBe("ANNE");
    }

    /// <summary>Where the parts of a compound end is told by one way of writing it only.</summary>
    [Fact]
    public void OneGivenNameInTwoWaysOfWritingItIsComparedInBoth() =>
        Givens(Prepared(new("official", null, ["MARIE CLAUDE"]), new("usual", null, ["MARIECLAUDE"])).FirstGivens)
            .ShouldBe("MARIE CLAUDE MARIECLAUDE");

    [Theory]
    [InlineData("MARIE,CLAUDE", "MARIE CLAUDE", Agreement.Equivalent)]
    [InlineData("MARIE,CLAUDE", "MARIE CLAUDE JEANNE", Agreement.Equivalent)]
    [InlineData("MARIE,JEANNE", "MARIE CLAUDE", Agreement.Truncated)]
    [InlineData("MARIE", "MARIE CLAUDE", Agreement.Truncated)]
    [InlineData("JEANNE", "JEANNEMARTHE", Agreement.Truncated)]
    [InlineData("MARIE", "MARIETTE", Agreement.Close)]
    [InlineData("CLAUDE MARIE", "MARIE CLAUDE", Agreement.Reordered)]
    [InlineData("JEANNE,MARIE", "MARIE", Agreement.OtherGivenName)]
    [InlineData("JEANNE MARIE", "MARIE", Agreement.OtherGivenName)]
    [InlineData("JEANNE,MARIE", "ZOE", Agreement.Different)]
    public void GivenNamesAgreeEitherWayRound(string one, string other, Agreement expected)
    {
        var (left, right) = (OfGivens(one), OfGivens(other));

        GivenComparison.Compare(left, right, Traits.France).Agreement.ShouldBe(expected);
        GivenComparison
            .Compare(right, left, Traits.France)
            .ShouldBe(GivenComparison.Compare(left, right, Traits.France));
    }

    private static PreparedIdentity OfGivens(string givens) =>
        Traits.Preparer.Prepare(Traits.Of("DUPONT", "", "1954-03-12") with { GivenNames = givens.Split(',') });

    private static PreparedIdentity Prepared(params RecordedName[] names) =>
        Traits.Preparer.Prepare(new PatientRecord { Id = "1", Names = names });

    /// <summary>As recorded; a star for the used name, or both together.</summary>
    private static string Surnames(PreparedIdentity identity) =>
        string.Join(' ', identity.Surnames.Select(name => name.Literal + (name.IsUsed ? "*" : "")));

    private static string Givens(PreparedGiven[] givens) => string.Join(' ', givens.Select(given => given.Literal));
}
