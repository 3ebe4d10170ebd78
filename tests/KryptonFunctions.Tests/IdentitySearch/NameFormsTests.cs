using FsCheck;
using FsCheck.Xunit;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Planning;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

public sealed class NameFormsTests
{
    [Theory]
    [InlineData("D'ANGELO", new[] { "D'ANGELO", "D ANGELO", "DANGELO", "ANGELO" })]
    [InlineData("JEAN-PIERRE", new[] { "JEAN-PIERRE", "JEAN PIERRE", "JEANPIERRE", "JEAN", "PIERRE", "PIERRE-JEAN" })]
    [InlineData("BÉNÉDICTE", new[] { "BÉNÉDICTE", "BENEDICTE" })]
    [InlineData("CŒUR", new[] { "CŒUR", "COEUR" })]
    [InlineData("PAT-TROIS", new[] { "PAT-TROIS", "TROIS" })]
    [InlineData("DE LA TOUR", new[] { "DE LA TOUR", "LA TOUR", "TOUR", "DELATOUR", "LATOUR" })]
    [InlineData("LEGALL", new[] { "LEGALL", "LE GALL" })]
    [InlineData("LE GALL", new[] { "LE GALL", "LEGALL", "GALL" })]
    [InlineData("SAINT-MARTIN", new[] { "SAINT-MARTIN", "ST MARTIN", "ST-MARTIN", "MARTIN" })]
    [InlineData("STE MARIE", new[] { "STE MARIE", "SAINTE MARIE" })]
    public void ASurnameIsAskedForInItsForms(string name, string[] forms) =>
        Families(new PatientTraits { BirthName = name }).ShouldHold(forms);

    [Fact]
    public void BirthAndUsedNameAreAskedForAloneAndTogetherBothWays() =>
        Families(new PatientTraits { BirthName = "DUPONT", UsedName = "DURAND" })
            .ShouldHold(["DUPONT", "DURAND", "DUPONT-DURAND", "DURAND-DUPONT", "DUPONT DURAND", "DURAND DUPONT"]);

    [Fact]
    public void AGivenNameIsAskedForByItsFirstPartOthersSpellingsAccentsAndTheSurname()
    {
        var forms = Givens(
            new PatientTraits
            {
                BirthName = "DUPONT",
                GivenNames = ["MARIE-HELENE", "MOHAMED"],
                UsedGivenName = "Claude",
            }
        );
        forms.ShouldHold(["MARIE-HELENE", "MARIE HELENE", "MARIE", "HELENE", "HÉLÈNE", "Claude", "MOHAMED", "DUPONT"]);
        Givens(new PatientTraits { GivenNames = ["YOUSSEF"] }).ShouldContain("YOUCEF");
    }

    [Property]
    public void TheFormsContainTheNameItself(NonEmptyString name)
    {
        if (NameText.Read(name.Get).Name is { } clean && NormalForm.Of(clean).Length > 0)
        {
            FamilyForms.From(new PatientTraits { BirthName = clean })[0].Value.ShouldBe(clean);
            GivenForms.From(new PatientTraits { GivenNames = [clean] }, Traits.France)[0].Value.ShouldBe(clean);
        }
    }

    [Property]
    public void NoFormIsEmptyAndNoneStandsTwice(NonEmptyString birth, NonEmptyString used)
    {
        var forms = Families(
                new PatientTraits { BirthName = NameText.Read(birth.Get).Name, UsedName = NameText.Read(used.Get).Name }
            )
            .ToList();
        forms.ShouldAllBe(form => form.Length > 0);
        forms.Distinct(StringComparer.OrdinalIgnoreCase).Count().ShouldBe(forms.Count);
    }

    [Theory]
    [InlineData("DUPONT", 3, "DUP")]
    [InlineData("DE LA TOUR", 3, "DE LA TOU")]
    [InlineData("D'ANGELO", 3, "D'ANG")]
    [InlineData("LE GALL", 5, "LE GALL")]
    [InlineData("O", 3, "O")]
    [InlineData("JEAN-PIERRE", 5, "JEAN-P")]
    public void APrefixCountsTellingLettersOnly(string name, int letters, string prefix) =>
        Prefixes.Of(name, letters).ShouldBe(prefix);

    [Fact]
    public void AValueThatAnotherCoversIsNotAsked() =>
        Prefixes.Uncovered(["DUP", "DUPONT", "dur", "DUR", "DURAND"]).ShouldBe(["DUP", "dur"]);

    private static IEnumerable<string> Families(PatientTraits traits) =>
        FamilyForms.From(traits).Select(form => form.Value);

    private static IEnumerable<string> Givens(PatientTraits traits) =>
        GivenForms.From(traits, Traits.France).Select(form => form.Value);
}
