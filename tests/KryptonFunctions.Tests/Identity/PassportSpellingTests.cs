using FsCheck;
using FsCheck.Xunit;
using KryptonFunctions.Identity;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Identity;

public sealed class PassportSpellingTests
{
    [Theory]
    [InlineData("Müller", "MUELLER")]
    [InlineData("Mu\u0308ller", "MUELLER")]
    [InlineData("Groß", "GROSS")]
    [InlineData("Jäger-Schön", "JAEGER-SCHOEN")]
    [InlineData("Sørensen", "SOERENSEN")]
    [InlineData("Noël", "NOEL")]
    public void LettersAreSpelledOut(string name, string spelled) =>
        NormalForm.Of(PassportSpelling.Spelled(name)).ShouldBe(spelled);

    [Theory]
    [InlineData("MUELLER", new[] { "MÜLLER", "MULLER" })]
    [InlineData("JAEGER-SCHOEN", new[] { "JÄGER-SCHÖN", "JAGER-SCHON" })]
    [InlineData("GROSS", new[] { "GROß" })]
    [InlineData("GUERIN", new string[0])]
    [InlineData("LEVEQUE", new string[0])]
    [InlineData("LEBOEUF", new string[0])]
    [InlineData("DUPONT", new string[0])]
    public void SpellingsAreTakenBack(string name, string[] forms) => PassportSpelling.Unspelled(name).ShouldBe(forms);

    [Property]
    public void WhatIsSpelledOutHasNoSuchLetterAndStaysAsItIs(NonNull<string> text)
    {
        var spelled = PassportSpelling.Spelled(text.Get);

        PassportSpelling.Spelled(spelled).ShouldBe(spelled);
        spelled.ShouldNotContain('ß');
    }

    /// <summary>Whatever is asked for instead of a name is, spelled out again or without marks, that name.</summary>
    [Property]
    public void WhatIsTakenBackLeadsToTheName(NonNull<string> text)
    {
        var name = NormalForm.Of(text.Get);
        foreach (var form in PassportSpelling.Unspelled(name))
        {
            var again = NormalForm.Of(PassportSpelling.Spelled(form));
            (again == name || again == form).ShouldBeTrue();
        }
    }
}
