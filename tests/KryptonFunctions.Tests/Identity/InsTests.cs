using KryptonFunctions.Identity;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Identity;

public sealed class InsTests
{
    private const string Nir = "1.2.250.1.213.1.4.8";
    private const string Nia = "1.2.250.1.213.1.4.9";
    private const string Test = "1.2.250.1.213.1.4.10";

    [Theory]
    [InlineData("1850575123456", "73")]
    [InlineData("8859975123456", "63")]
    [InlineData("2850220033001", "56")]
    [InlineData("281102A125009", "64")]
    [InlineData("781102A125009", "08")]
    [InlineData("180052A004001", "35")]
    [InlineData("180052B004001", "62")]
    [InlineData("1800520041001", "62")]
    [InlineData("1850575123043", "01")]
    [InlineData("1850575123044", "97")]
    public void TheKeyFitsThePublishedVectors(string number, string key)
    {
        NirKey.Compute(number).ShouldBe(key);
        Ins.TryParse(number + key, Nir, out var ins, out var error).ShouldBeTrue();
        error.ShouldBeNull();
        ins.Number.ShouldBe(number);
        ins.KeyFits.ShouldBeTrue();
    }

    [Theory]
    [InlineData("194052203228928", Test)]
    [InlineData("170017510112313", "urn:oid:1.2.250.1.213.1.4.11")]
    public void APublishedTestNumberIsTakenThoughItsKeyDoesNotFit(string value, string oid)
    {
        Ins.TryParse(value, oid, out var ins, out _).ShouldBeTrue();
        ins.KeyFits.ShouldBeFalse();
    }

    [Theory]
    [InlineData("185057512345674", Nir, InsError.WrongKey)]
    [InlineData("885997512345664", Nia, InsError.WrongKey)]
    [InlineData("185057512345", Nir, InsError.Malformed)]
    [InlineData("985057512345673", Nir, InsError.Malformed)]
    [InlineData("180052C00400135", Nir, InsError.Malformed)]
    [InlineData("1800520A0400135", Nir, InsError.Malformed)]
    [InlineData("", Nir, InsError.Malformed)]
    [InlineData(null, Nir, InsError.Malformed)]
    [InlineData("185057512345673", "1.2.250.1.213.1.4.2", InsError.UnknownOid)]
    [InlineData("185057512345673", null, InsError.UnknownOid)]
    public void AWrongNumberIsRefusedWithItsReason(string? value, string? oid, InsError expected)
    {
        Ins.TryParse(value, oid, out _, out var error).ShouldBeFalse();
        error.ShouldBe(expected);
    }

    [Fact]
    public void ThirteenCharactersGetTheirKeyAndCorsicaItsCapital()
    {
        Ins.TryParse("180052a004001", Nir, out var ins, out _).ShouldBeTrue();
        ins.Value.ShouldBe("180052A00400135");
    }

    [Fact]
    public void TheTextOfAnInsShowsNoNumber()
    {
        Ins.TryParse("185057512345673", Nir, out var ins, out _).ShouldBeTrue();
        ins.ToString().ShouldNotContain("85057");
    }
}
