using KryptonFunctions.Rcps;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

public sealed class RcpIdsTests
{
    [Fact]
    public void InstanceIdsAreTheNaturalOnes()
    {
        InstanceIds.Rcp("RCP-1").ShouldBe("rcp-RCP-1");
        InstanceIds.PreFiche("RCP-1", "PF-2").ShouldBe("rcp-RCP-1-pf-PF-2");
        InstanceIds.Study("RCP-1", "1.2.3").ShouldBe("rcp-RCP-1-st-1.2.3");
    }

    [Theory]
    [InlineData("A-pf-B", "A", "B")]
    [InlineData("A-pf-B-pf-C", "A", "B-pf-C")]
    [InlineData("A-pf-pf-B", "A", "pf-B")]
    public void AnRcpIsNeverTakenForThePreFicheOfAnother(string rcpId, string otherRcp, string otherPreFiche) =>
        InstanceIds.Rcp(rcpId).ShouldNotBe(InstanceIds.PreFiche(otherRcp, otherPreFiche));

    /// <summary>
    /// Every id can be read back: the instance says whose it is, even where an RCP or a pré-fiche is called like a
    /// mark.
    /// </summary>
    [Fact]
    public void NoTwoOfManyPreFichesShareAnInstance()
    {
        string[] parts = ["A", "pf", "st", "A-pf", "pf-x", "x", "A-pf-pf", "pf-pf-x", "st-x", "A-st", "-pf-", "-st"];
        var all = parts
            .SelectMany(rcp => parts.Select(preFiche => InstanceIds.PreFiche(rcp, preFiche)))
            .Concat(parts.Select(InstanceIds.Rcp))
            .Concat(parts.Select(rcp => InstanceIds.Study(rcp, "1.2.3")))
            .ToList();
        all.Distinct(StringComparer.Ordinal).Count().ShouldBe(all.Count);
    }

    [Theory]
    [InlineData("RCP-1:1.2.3", 1)]
    [InlineData("RCP-1:1.2.3:2", 2)]
    public void AnOrderKeyReadsAsItWasWritten(string text, int attempt)
    {
        OrderKey.TryParse(text, out var key).ShouldBeTrue();
        key.ShouldBe(OrderKey.Of("RCP-1", "1.2.3", attempt));
        key.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("RCP-1")]
    [InlineData("RCP/1:1.2.3")]
    [InlineData("RCP-1:1.2.3:1")]
    [InlineData("RCP-1:1.2.3:x")]
    [InlineData("RCP-1:1.2.3:2:3")]
    public void WhatIsNoKeyOfOursIsRefused(string? text) => OrderKey.TryParse(text, out _).ShouldBeFalse();
}
