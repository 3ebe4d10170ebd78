using FsCheck;
using FsCheck.Xunit;
using KryptonFunctions.Identity;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Identity;

public sealed class NormalFormTests
{
    [Theory]
    [InlineData("Bénédicte", "BENEDICTE")]
    [InlineData("Be\u0301ne\u0301dicte", "BENEDICTE")]
    [InlineData("Cœur", "COEUR")]
    [InlineData("Lætitia", "LAETITIA")]
    [InlineData("Weiß", "WEISS")]
    [InlineData("D’Angelo", "D'ANGELO")]
    [InlineData("JEAN\u2011PIERRE", "JEAN-PIERRE")]
    [InlineData("  de\u00A0la   Tour ", "DE LA TOUR")]
    [InlineData("Nguyễn", "NGUYEN")]
    [InlineData("Łukasz Øst", "LUKASZ OST")]
    [InlineData("DUPONT\u200F", "DUPONT")]
    [InlineData(null, "")]
    public void NamesFoldToOneForm(string? text, string expected) => NormalForm.Of(text).ShouldBe(expected);

    [Theory]
    [InlineData("D'ANGELO")]
    [InlineData("D ANGELO")]
    [InlineData("d’Angelo")]
    [InlineData("DANGELO")]
    public void WithoutSeparatorsTheFormsAreOne(string text) => NormalForm.Compact(text).ShouldBe("DANGELO");

    [Property]
    public void NormalisingTwiceIsNormalisingOnce(string? text)
    {
        NormalForm.Of(NormalForm.Of(text)).ShouldBe(NormalForm.Of(text));
        NormalForm.Compact(NormalForm.Compact(text)).ShouldBe(NormalForm.Compact(text));
    }

    [Property]
    public void NoFormBeginsOrEndsWithASpaceOrHoldsTwo(string? text)
    {
        var normal = NormalForm.Of(text);
        normal.ShouldBe(normal.Trim(' '));
        normal.ShouldNotContain("  ");
    }

    [Theory]
    [InlineData("THIBAULT", "TIBO")]
    [InlineData("LEFEBVRE", "LEFEVRE")]
    [InlineData("DUPOND", "DUPONT")]
    [InlineData("MATHIEU", "MATTHIEU")]
    [InlineData("PHILIPPE", "FILIPE")]
    [InlineData("CATHERINE", "KATERINE")]
    [InlineData("RENAUD", "RENAULT")]
    public void NamesThatSoundAlikeHaveOneKey(string one, string other) =>
        PhoneticKey.Of(one).ShouldBe(PhoneticKey.Of(other));

    [Theory]
    [InlineData("MARTIN", "MARTINEZ")]
    [InlineData("DURAND", "DUPONT")]
    [InlineData("MARIE", "MARION")]
    public void NamesThatSoundDifferentHaveTwoKeys(string one, string other) =>
        PhoneticKey.Of(one).ShouldNotBe(PhoneticKey.Of(other));

    [Property]
    public void ANameWithLettersHasAKey(NonEmptyString text)
    {
        if (NormalForm.Compact(text.Get).Length > 0)
        {
            PhoneticKey.Of(text.Get).ShouldNotBeEmpty();
        }
    }
}
