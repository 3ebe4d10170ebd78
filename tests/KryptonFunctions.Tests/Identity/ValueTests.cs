using System.Globalization;
using FsCheck;
using FsCheck.Xunit;
using KryptonFunctions.Identity;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Identity;

public sealed class ValueTests
{
    [Theory]
    [InlineData("1954", 1954, 0, 0)]
    [InlineData("1954-03", 1954, 3, 0)]
    [InlineData("1954-03-12", 1954, 3, 12)]
    [InlineData("1956-02-29", 1956, 2, 29)]
    [InlineData("1954-03-12T08:00:00Z", 1954, 3, 12)]
    public void APossibleDateIsReadAsFarAsItIsKnown(string text, int year, int month, int day)
    {
        PartialDate.TryParse(text, out var date).ShouldBeTrue();
        (date.Year, date.Month, date.Day).ShouldBe((year, month, day));
    }

    [Theory]
    [InlineData("1955-02-29")]
    [InlineData("1954-13")]
    [InlineData("1954-00-10")]
    [InlineData("1954-3-12")]
    [InlineData("12/03/1954")]
    [InlineData("1879")]
    [InlineData("19540312")]
    [InlineData("")]
    [InlineData(null)]
    public void AnImpossibleDateIsRefused(string? text) => PartialDate.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void DayAndMonthAreExchangedOnlyWhereThatIsAnotherDate()
    {
        PartialDate.Of(1954, 3, 12).Exchanged.ShouldBe(PartialDate.Of(1954, 12, 3));
        PartialDate.Of(1954, 3, 13).Exchanged.ShouldBeNull();
        PartialDate.Of(1954, 3, 3).Exchanged.ShouldBeNull();
    }

    [Theory]
    [InlineData("0012345", "1.2.250.1.71.4.2.2.330781196", true)]
    [InlineData("AB-12", "330781196", true)]
    [InlineData("12 345", "330781196", true)]
    [InlineData("-./", "330781196", false)]
    [InlineData("12|345", "330781196", false)]
    [InlineData("12345", "CHU", false)]
    [InlineData("", "330781196", false)]
    public void AnIppNeedsAPlainValueAndAnAuthority(string value, string authority, bool good) =>
        Ipp.TryParse(value, authority, out _).ShouldBe(good);

    [Theory]
    [InlineData("0012345", "12345")]
    [InlineData("b-12345", "B12345")]
    [InlineData("12.345/A", "012345a")]
    [InlineData("000", "0")]
    public void ZerosSeparatorsAndCaseMakeAnotherIppThatIsKnownToBeClose(string one, string other)
    {
        Ipp.TryParse(one, "330781196", out var first).ShouldBeTrue();
        Ipp.TryParse(other, "330781196", out var second).ShouldBeTrue();
        first.ShouldNotBe(second);
        first.Core.ShouldBe(second.Core);
        first.ToString().ShouldNotContain("12345");
    }

    [Property]
    public void WhereverSeparatorsAndZerosStandTheCoreIsTheSame(PositiveInt number, byte at, byte zeros)
    {
        var digits = number.Get.ToString(CultureInfo.InvariantCulture);
        var cut = at % (digits.Length + 1);
        foreach (var separator in "-./_ ")
        {
            var text = new string('0', zeros % 9) + "A" + digits[..cut] + separator + digits[cut..];
            Ipp.TryParse(text, "330781196", out var read).ShouldBeTrue();
            read.Core.ShouldBe("A" + digits);
        }
    }

    [Theory]
    [InlineData("810001234567", "10001234567")]
    [InlineData("10001234567", "10001234567")]
    public void AnRppsIsReadWithOrWithoutItsPrefix(string text, string digits)
    {
        Rpps.TryParse(text, out var rpps).ShouldBeTrue();
        rpps.Value.ShouldBe(digits);
        rpps.SubjectNameId.ShouldBe("8" + digits);
        rpps.ToString().ShouldNotContain("10001");
    }

    [Theory]
    [InlineData("2A0000014", true)]
    [InlineData("330781196", true)]
    [InlineData("33078119", false)]
    [InlineData("3A0781196", false)]
    public void AFinessHasNineCharacters(string text, bool good) => Finess.TryParse(text, out _).ShouldBe(good);

    [Theory]
    [InlineData("1.2.250.1.999.100", true)]
    [InlineData("1..2", false)]
    [InlineData("12345", false)]
    [InlineData("1.2.840.113619.2.55.3.604688119.971.1258440000.123456789012345678901234", false)]
    public void AStudyUidIsADicomUid(string text, bool good) =>
        KryptonFunctions.Identity.StudyUid.TryParse(text, out _).ShouldBe(good);

    [Theory]
    [InlineData("33063", "33")]
    [InlineData("2a004", "2A")]
    [InlineData("97105", "971")]
    [InlineData("99100", "99")]
    public void APlaceKnowsItsDepartement(string text, string department) =>
        InseePlace.Department(InseePlace.Parse(text)!).ToString().ShouldBe(department);
}
