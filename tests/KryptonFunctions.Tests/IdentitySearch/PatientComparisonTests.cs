using FsCheck.Xunit;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>Which corrections of traits leave the patient the same.</summary>
public sealed class PatientComparisonTests
{
    private static readonly PatientComparison Comparison = new(
        NameFrequencies.France,
        Options.Create(new SearchCapabilities())
    );

    private static readonly PatientTraits Before = new()
    {
        BirthName = "Le Goff-Saint Dené",
        GivenNames = ["Mohamed", "Jean-Paul"],
        Sex = Sex.Male,
        BirthDate = PartialDate.Of(1951, 3, 9),
    };

    private static readonly CandidateIdentity Recorded = new(
        "LE GOFF ST DENE",
        "MARTIN",
        ["MOHAMMED", "JEAN PAUL", "YVES"],
        "male",
        "1951-03-09",
        "33063",
        []
    );

    [Theory]
    [InlineData("LE GOFF SAINT DENE", "MOHAMMED", "jean paul", true)]
    [InlineData("legoff saint-dené", "Mohamed Jean", "Paul", true)]
    [InlineData("Le Goff-Saint Dené", "Jean-Paul", "Mohamed", false)]
    [InlineData("Le Goff-Saint Denis", "Mohamed", "Jean-Paul", false)]
    [InlineData("Le Gof-Saint Dené", "Mohamed", "Jean-Paul", false)]
    [InlineData("Le Goff", "Mohamed", "Jean-Paul", false)]
    public void OnlyAnotherSpellingOfTheNamesIsTheSamePatient(string name, string first, string second, bool same) =>
        Comparison
            .IsSamePatient(Before, Before with { BirthName = name, GivenNames = [first, second] }, [])
            .ShouldBe(same);

    [Property]
    public void WithoutAnyChangeThePatientIsTheSameAndCaseChangesNothing(bool upper, bool spaced)
    {
        var name = upper ? Before.BirthName!.ToUpperInvariant() : Before.BirthName!.ToLowerInvariant();
        var after = Before with { BirthName = spaced ? name.Replace('-', ' ') : name };
        Comparison.IsSamePatient(Before, after, []).ShouldBeTrue();
        Comparison.IsSamePatient(after, Before, []).ShouldBeTrue();
    }

    [Fact]
    public void ATraitMoreMustAgreeWithEveryChosenRecordAndATraitLessIsADoubt()
    {
        foreach (
            var (after, same) in new[]
            {
                (Before with { UsedName = "Martin" }, true),
                (Before with { UsedName = "Durand" }, false),
                (Before with { BirthPlaceInsee = "33063" }, true),
                (Before with { BirthPlaceInsee = "33064" }, false),
                (Before with { GivenNames = [.. Before.GivenNames, "Yves"] }, true),
                (Before with { GivenNames = [.. Before.GivenNames, "Luc"] }, false),
                (Before with { GivenNames = ["Mohamed"] }, false),
                (Before with { BirthDate = PartialDate.Of(1951, 3, 9).YearMonth }, false),
                (Before with { Sex = Sex.Unknown }, false),
                (Before with { IsDoubtful = true, HasHomonym = true }, true),
            }
        )
        {
            Comparison.IsSamePatient(Before, after, [Recorded, Recorded]).ShouldBe(same);
        }

        Comparison.IsSamePatient(Before, Before with { BirthPlaceInsee = "33063" }, []).ShouldBeFalse();
    }

    [Fact]
    public void AnInsOrAnIppOfAnotherRecordIsAnotherPatient()
    {
        var record = Recorded with
        {
            Identifiers =
            [
                new CandidateIdentifier("ins", Nir("1510399123456"), "1.2.250.1.213.1.4.8", null, null),
                new CandidateIdentifier("ipp", "00012345", "1.2.250.1.71.4.2.2.330781196", null, null),
            ],
        };

        Comparison.IsSamePatient(Before, Before with { Ins = Ins("1510399123456") }, [record]).ShouldBeTrue();
        Comparison.IsSamePatient(Before, Before with { Ins = Ins("1510399123457") }, [record]).ShouldBeFalse();
        Comparison.IsSamePatient(Before, Before with { Ipps = [Ipp("12345")] }, [record]).ShouldBeTrue();
        Comparison.IsSamePatient(Before, Before with { Ipps = [Ipp("12346")] }, [record]).ShouldBeFalse();
    }

    private static string Nir(string number) => number + NirKey.Compute(number);

    private static Ins Ins(string number) =>
        KryptonFunctions.Identity.Ins.TryParse(Nir(number), "1.2.250.1.213.1.4.8", out var ins, out _)
            ? ins
            : throw new InvalidOperationException();

    private static Ipp Ipp(string value) =>
        KryptonFunctions.Identity.Ipp.TryParse(value, "1.2.250.1.71.4.2.2.330781196", out var ipp)
            ? ipp
            : throw new InvalidOperationException();
}
