using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Ranking;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>How two birth dates agree, either way round.</summary>
public sealed class DateComparisonTests
{
    [Theory]
    [InlineData("1954-03-12", "1954-03-12", Agreement.Exact)]
    [InlineData("1954-01-01", "1954-01-01", Agreement.Exact)]
    [InlineData("1954-03-12", "1954-12-03", Agreement.Exchanged)]
    [InlineData("1954-03-12", "1954-03-03", Agreement.TwoParts)]
    [InlineData("1954-03-12", "1955-12-03", Agreement.Different)]
    [InlineData("1954-03-12", "1954-12-31", Agreement.Placeholder)]
    [InlineData("1954-03-12", "1955-01-01", Agreement.Different)]
    [InlineData("1954-03-12", "1955-03-12", Agreement.TwoParts)]
    [InlineData("1954-03-12", "1954-04-13", Agreement.SameYear)]
    [InlineData("1954-03-12", "1955-03-13", Agreement.Different)]
    [InlineData("1954-03-12", "1954-03", Agreement.Partial)]
    [InlineData("1954-03-12", "1954-04", Agreement.SameYear)]
    [InlineData("1954-03", "1954", Agreement.Partial)]
    [InlineData("1954-03", "1955-03", Agreement.Different)]
    [InlineData("1954-03", null, Agreement.Missing)]
    public void TwoDatesAgreeAs(string one, string? other, Agreement expected)
    {
        DateComparison.Compare(Date(one), Date(other)).Agreement.ShouldBe(expected);
        DateComparison.Compare(Date(other), Date(one)).ShouldBe(DateComparison.Compare(Date(one), Date(other)));
    }

    /// <summary>What more people have in common weighs less.</summary>
    [Fact]
    public void AnEqualDateWeighsMoreThanAPlaceholderAndAMonthMoreThanAYear()
    {
        Weight("1954-03-12", "1954-03-12").ShouldBeGreaterThan(Weight("1954-01-01", "1954-01-01"));
        Weight("1954-03-12", "1954-03").ShouldBeGreaterThan(Weight("1954-03-12", "1954"));
        Weight("1954-03-12", "1954").ShouldBeGreaterThan(Weight("1954-03-12", "1954-04"));

        static double Weight(string one, string other) => DateComparison.Compare(Date(one), Date(other)).Weight;
    }

    private static PartialDate? Date(string? text) => PartialDate.TryParse(text, out var date) ? date : null;
}
