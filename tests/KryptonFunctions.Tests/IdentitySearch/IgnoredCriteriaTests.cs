using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Ranking;
using KryptonFunctions.Krypton;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>What the server leaves out of a search is applied here, so that it is never wider than asked.</summary>
public sealed class IgnoredCriteriaTests
{
    private const string Authority = Traits.Establishment;
    private static readonly PatientRecord Helene = new()
    {
        Id = "1",
        Names = [new("official", "DUPONT", ["Hélène", "MARIE"]), new("usual", "LE GALL", ["NELLY"])],
        BirthDate = "1954-03-12",
        Sex = Sex.Female,
        Identifiers = [new(Authority, "12345", "PI", null), new(null, "678", null, null)],
    };

    public static TheoryData<string, bool, PatientQuery> Searches =>
        new()
        {
            {
                FhirSearch.Family,
                true,
                new PatientQuery { Family = ["DURAND", "LE GALL"] }
            },
            {
                FhirSearch.Family,
                true,
                new PatientQuery { Family = ["DUP"] }
            },
            {
                FhirSearch.Family,
                false,
                new PatientQuery { Family = ["UPONT", "GALL"] }
            },
            {
                FhirSearch.Given,
                true,
                new PatientQuery { Given = ["MARIE", "ZOE"] }
            },
            {
                FhirSearch.Given,
                true,
                new PatientQuery { Given = ["HELENE"] }
            },
            {
                FhirSearch.Given,
                true,
                new PatientQuery { Given = ["NELLY"] }
            },
            {
                FhirSearch.Given,
                false,
                new PatientQuery { Given = ["ZOE"] }
            },
            {
                FhirSearch.BirthDate,
                true,
                new PatientQuery { BirthDate = ["1954-12-03", "1954-03-12"] }
            },
            {
                FhirSearch.BirthDate,
                true,
                new PatientQuery { BirthDate = ["1954-03"] }
            },
            {
                FhirSearch.BirthDate,
                false,
                new PatientQuery { BirthDate = ["1954-12-03", "1955"] }
            },
            {
                FhirSearch.Gender,
                true,
                new PatientQuery { Gender = Sex.Female }
            },
            {
                FhirSearch.Gender,
                false,
                new PatientQuery { Gender = Sex.Male }
            },
            {
                FhirSearch.Identifier,
                true,
                new PatientQuery { Identifiers = [new(Authority, "12345")] }
            },
            {
                FhirSearch.Identifier,
                false,
                new PatientQuery { Identifiers = [new(Authority, "678")] }
            },
            {
                FhirSearch.Identifier,
                false,
                new PatientQuery { Identifiers = [new("1.2.250.1.9", "12345")] }
            },
        };

    [Theory]
    [MemberData(nameof(Searches))]
    public void ARecordMeetsWhatWasAskedOrIsLeftOut(string ignored, bool meets, PatientQuery asked)
    {
        Meets(asked, ignored).ShouldBe(meets);
        Meets(new PatientQuery(), ignored).ShouldBeTrue("nothing was asked");
    }

    [Fact]
    public void EachIgnoredCriterionIsApplied()
    {
        var asked = new PatientQuery { Family = ["DUPONT"], BirthDate = ["1931"] };

        Meets(asked, FhirSearch.Family).ShouldBeTrue();
        Meets(asked, FhirSearch.Family, FhirSearch.BirthDate).ShouldBeFalse();
        Meets(asked, FhirSearch.BirthDate, FhirSearch.Family).ShouldBeFalse();
    }

    [Fact]
    public void NamesAreMatchedAsThePlatformWouldMatchThem()
    {
        IgnoredCriteria.Meets(Helene, Given("HEL"), [FhirSearch.Given], Of(NameMatching.Exact)).ShouldBeFalse();
        IgnoredCriteria.Meets(Helene, Given("helene"), [FhirSearch.Given], Of(NameMatching.Exact)).ShouldBeTrue();
        IgnoredCriteria
            .Meets(Helene, Given("HELENE"), [FhirSearch.Given], Of(NameMatching.Exact, true))
            .ShouldBeFalse();
        IgnoredCriteria.Meets(Helene, Given("HÉLÈNE"), [FhirSearch.Given], Of(NameMatching.Exact, true)).ShouldBeTrue();

        static PatientQuery Given(string name) => new() { Given = [name] };

        static SearchCapabilities Of(NameMatching matching, bool accents = false) =>
            new() { NameMatching = matching, AccentSensitive = accents };
    }

    [Fact]
    public void ARecordWithoutNameOrDateMeetsNeither()
    {
        var bare = new PatientRecord { Id = "2", Names = [new(null, null, [])] };

        IgnoredCriteria.Meets(bare, new() { Family = ["D"] }, [FhirSearch.Family], new()).ShouldBeFalse();
        IgnoredCriteria.Meets(bare, new() { Given = ["D"] }, [FhirSearch.Given], new()).ShouldBeFalse();
        IgnoredCriteria.Meets(bare, new() { BirthDate = ["1954"] }, [FhirSearch.BirthDate], new()).ShouldBeFalse();
    }

    private static bool Meets(PatientQuery asked, params string[] ignored) =>
        IgnoredCriteria.Meets(Helene, asked, ignored, new SearchCapabilities { AccentSensitive = false });
}
