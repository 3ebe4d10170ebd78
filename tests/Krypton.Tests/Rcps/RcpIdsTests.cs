using FsCheck.Xunit;
using Krypton.Rcps;
using Shouldly;
using Xunit;

namespace Krypton.Tests.Rcps;

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
    public void AMeetingIsNeverTakenForThePreFicheOfAnother(string rcpId, string otherRcp, string otherPreFiche) =>
        InstanceIds.Rcp(rcpId).ShouldNotBe(InstanceIds.PreFiche(otherRcp, otherPreFiche));

    [Property]
    public bool DifferentPreFichesHaveDifferentInstances(byte a, byte b, byte c, byte d)
    {
        string[] parts = ["A", "pf", "st", "A-pf-B", "-pf-", "B", "A-st-1", "pf-pf"];
        var (one, other) = ((parts[a % 8] + "x", parts[b % 8] + "y"), (parts[c % 8] + "x", parts[d % 8] + "y"));
        return one == other || InstanceIds.PreFiche(one.Item1, one.Item2) != InstanceIds.PreFiche(other.Item1, other.Item2);
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
