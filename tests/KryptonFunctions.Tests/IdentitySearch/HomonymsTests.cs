using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch.Ranking;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>When two records of the same names and birth date are two persons: shown as such, never as one.</summary>
public sealed class HomonymsTests
{
    private const string OneEstablishment = Traits.Establishment;
    private const string Another = "1.2.250.1.71.4.2.2.330000001";
    private static readonly string Nir = InsOid.Of(InsAuthority.Nir);
    private static readonly PatientRecord One = Traits.Record("1", "AVRILLEAU", "ZEPHYRINE", "1954-03-12") with
    {
        BirthPlaceInsee = "33063",
    };

    public static TheoryData<bool, Func<PatientRecord, PatientRecord>> Others =>
        new()
        {
            { false, other => other },
            { true, other => other with { Sex = Sex.Male } },
            { false, other => other with { Sex = Sex.Unknown } },
            { true, other => other with { BirthPlaceInsee = "75112" } },
            { true, other => other with { BirthPlaceInsee = "33318" } },
            { false, other => other with { BirthPlaceInsee = null } },
            { true, other => Named(other, "Avrilleau", "Zéphyrine") with { Sex = Sex.Male } },
            { false, other => Named(other, "BOUCHARDON", "ZEPHYRINE") with { Sex = Sex.Male } },
            { false, other => Named(other, "AVRILLEAU", "JEANNE") with { Sex = Sex.Male } },
            { false, other => other with { BirthDate = "1954-03-13", Sex = Sex.Male } },
            { false, other => other with { BirthDate = "1954-03", Sex = Sex.Male } },
        };

    [Theory]
    [MemberData(nameof(Others))]
    public void WhatOnePersonHasOnlyOneOfTellsTwoApart(bool two, Func<PatientRecord, PatientRecord> other) =>
        AreTwo(One, other(One)).ShouldBe(two);

    [Theory]
    [InlineData(OneEstablishment, "12345", OneEstablishment, "99999", true)]
    [InlineData(OneEstablishment, "12345", OneEstablishment, "0012345", false)]
    [InlineData(OneEstablishment, "12345", OneEstablishment, "12345", false)]
    [InlineData(OneEstablishment, "12345", Another, "99999", false)]
    public void TwoNumbersOfOneEstablishmentAreTwoPersons(
        string authority,
        string number,
        string otherAuthority,
        string otherNumber,
        bool two
    ) => AreTwo(Numbered(authority, number, "PI"), Numbered(otherAuthority, otherNumber, "PI")).ShouldBe(two);

    [Fact]
    public void OtherInsAreTwoPersonsAndAnEqualOneIsOneWhateverElseDiffers()
    {
        var (one, other) = (Numbered(Nir, "285022003300156", "INS-NIR"), Numbered(Nir, "285022003300255", "INS-NIR"));

        AreTwo(one, other).ShouldBeTrue();
        AreTwo(one, One).ShouldBeFalse();
        AreTwo(one, one with { Sex = Sex.Male, BirthPlaceInsee = "75112" }).ShouldBeFalse();
    }

    private static bool AreTwo(PatientRecord one, PatientRecord other)
    {
        var (left, right) = (Traits.Preparer.Prepare(one), Traits.Preparer.Prepare(other));
        return Homonyms.OfOneDay(Traits.Scorer.Score(left, right), left, right);
    }

    private static PatientRecord Named(PatientRecord record, string family, string given) =>
        record with
        {
            Names = [new("official", family, [given])],
        };

    private static PatientRecord Numbered(string authority, string number, string type) =>
        One with
        {
            Identifiers = [new(authority, number, type, null)],
        };
}
