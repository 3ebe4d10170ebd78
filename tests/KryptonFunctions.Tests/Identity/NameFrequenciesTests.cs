using KryptonFunctions.Identity;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Identity;

public sealed class NameFrequenciesTests
{
    [Fact]
    public void TheCommonestSurnameIsMoreFrequentThanARareOneAndAnUnknownOneIsNotListed()
    {
        var france = NameFrequencies.France;
        france.Surnames().Count.ShouldBe(40_000);
        france.SurnameShare("MARTIN").ShouldBeInRange(0.004, 0.01);
        france.SurnameShare("AVRILLEAU").ShouldBeLessThan(1e-5);
        france.SurnameShare("XQZW").ShouldBe(0);
        france.SurnamePrefixShare("MART").ShouldBeGreaterThan(france.SurnameShare("MARTIN"));
        france.SurnamePrefixShare(string.Empty).ShouldBe(1, tolerance: 1e-9);
    }

    [Fact]
    public void AGivenNameIsWeighedBySexAndAge()
    {
        var france = NameFrequencies.France;
        var then = france.GivenShare("MARIE", Sex.Female, BirthCohort.Before1940);
        then.ShouldBeGreaterThan(france.GivenShare("MARIE", Sex.Female, BirthCohort.Since2000) * 5);
        france.GivenShare("MARIE", Sex.Unknown, null).ShouldBe(then);
        france.GivenShare("CELINE", Sex.Female, BirthCohort.Before2000).ShouldBeGreaterThan(0.005);
    }

    [Fact]
    public void AccentsComeBackFromTheList()
    {
        NameFrequencies.France.AccentedSpellings("HELENE").ShouldContain("HÉLÈNE");
        NameFrequencies.France.AccentedSpellings("MARC").ShouldBeEmpty();
    }

    [Fact]
    public void TheResourceIsSmall() =>
        typeof(NameFrequencies).Assembly.GetManifestResourceStream("names.bin")!.Length.ShouldBeLessThan(1 << 20);

    [Theory]
    [InlineData("MOHAMED", "MUHAMMAD", true)]
    [InlineData("YOUSSEF", "YOUCEF", true)]
    [InlineData("DANIELE", "DANIELLE", true)]
    [InlineData("JEAN", "JEANNE", false)]
    public void SpellingsOfOneGivenNameAreListed(string one, string other, bool same) =>
        GivenNameVariants.AreSame(one, other).ShouldBe(same);
}
