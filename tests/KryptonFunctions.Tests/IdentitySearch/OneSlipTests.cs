using KryptonFunctions.IdentitySearch.Ranking;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>A letter more, less, other, or two neighbours exchanged; never two of these.</summary>
public sealed class OneSlipTests
{
    [Theory]
    [InlineData("RIO", "ROI", true)]
    [InlineData("RIO", "RIA", true)]
    [InlineData("RIO", "BIO", true)]
    [InlineData("RIO", "RIOU", true)]
    [InlineData("RIO", "BRIO", true)]
    [InlineData("RIO", "RO", true)]
    [InlineData("RIOS", "ROIS", true)]
    [InlineData("RIO", "RIO", false)]
    [InlineData("RIO", "IOR", false)]
    [InlineData("RIO", "OIR", false)]
    [InlineData("RIOS", "ROIT", false)]
    [InlineData("RIOS", "RAOU", false)]
    [InlineData("RIOS", "RIAT", false)]
    [InlineData("RIO", "RAIT", false)]
    [InlineData("RIOT", "RAO", false)]
    [InlineData("RIO", "RIOUX", false)]
    [InlineData("LI", "LO", false)]
    [InlineData("LI", "LIN", true)]
    [InlineData("", "RIO", false)]
    public void NamesAreOneSlipApart(string one, string other, bool expected)
    {
        OneSlip.Between(one, other).ShouldBe(expected);
        OneSlip.Between(other, one).ShouldBe(expected);
    }
}
