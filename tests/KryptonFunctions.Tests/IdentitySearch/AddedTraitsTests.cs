using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>
/// A correction that knows more: what it adds must agree with the chosen record, and only that is asked.
/// </summary>
public sealed class AddedTraitsTests
{
    private const string Nir = "1.2.250.1.213.1.4.8";
    private const string Authority = Traits.Establishment;
    private static readonly PatientComparison Comparison = new(
        NameFrequencies.France,
        Options.Create(new SearchCapabilities())
    );

    private static readonly PatientTraits Full = new()
    {
        BirthName = "Le Goff",
        UsedName = "Martin",
        GivenNames = ["Mohamed"],
        UsedGivenName = "Yves",
        Sex = Sex.Male,
        BirthDate = PartialDate.Of(1951, 3, 9),
        BirthPlaceInsee = "33063",
        Ins = InsOf("1510399123456"),
        Ipps = [Traits.Ipp("12345")],
    };

    private static readonly PatientTraits Contradicting = new()
    {
        BirthName = "Bouchardon",
        UsedName = "Avrilleau",
        GivenNames = ["Zéphyrine"],
        UsedGivenName = "Zoé",
        Sex = Sex.Female,
        BirthDate = PartialDate.Of(1951, 4, 10),
        BirthPlaceInsee = "75112",
        Ins = InsOf("1510399123457"),
        Ipps = [Traits.Ipp("99999")],
    };

    private static readonly CandidateIdentity Recorded = new(
        "LE GOFF",
        "MARTIN",
        ["MOHAMMED", "YVES"],
        "male",
        "1951-03-09",
        "33063",
        [
            new CandidateIdentifier("ins", Full.Ins!.Value.Value, Nir),
            new CandidateIdentifier("ipp", "00012345", Authority),
        ]
    );

    /// <summary>Sets one trait of a patient to that of another.</summary>
    public static TheoryData<string, Func<PatientTraits, PatientTraits, PatientTraits>> EachTrait =>
        new()
        {
            { nameof(PatientTraits.BirthName), (of, other) => of with { BirthName = other.BirthName } },
            { nameof(PatientTraits.UsedName), (of, other) => of with { UsedName = other.UsedName } },
            { nameof(PatientTraits.GivenNames), (of, other) => of with { GivenNames = other.GivenNames } },
            { nameof(PatientTraits.UsedGivenName), (of, other) => of with { UsedGivenName = other.UsedGivenName } },
            { nameof(PatientTraits.Sex), (of, other) => of with { Sex = other.Sex } },
            { nameof(PatientTraits.BirthDate), (of, other) => of with { BirthDate = other.BirthDate } },
            {
                nameof(PatientTraits.BirthPlaceInsee),
                (of, other) => of with { BirthPlaceInsee = other.BirthPlaceInsee }
            },
            { nameof(PatientTraits.Ins), (of, other) => of with { Ins = other.Ins } },
            { nameof(PatientTraits.Ipps), (of, other) => of with { Ipps = other.Ipps } },
        };

    [Theory]
    [MemberData(nameof(EachTrait))]
    public void AnAddedTraitMustAgree(string trait, Func<PatientTraits, PatientTraits, PatientTraits> set)
    {
        var without = set(Full, new PatientTraits());

        Comparison.IsSamePatient(without, Full, [Recorded]).ShouldBeTrue(trait);
        Comparison.IsSamePatient(without, Full, []).ShouldBeFalse(trait);
        Comparison.IsSamePatient(without, set(Full, Contradicting), [Recorded]).ShouldBeFalse(trait);
        Comparison.IsSamePatient(Full, without, [Recorded]).ShouldBeFalse(trait);
        Comparison.IsSamePatient(Full, set(Full, Contradicting), [Recorded]).ShouldBeFalse(trait);
    }

    /// <summary>What was known when the record was chosen was weighed by who chose it.</summary>
    [Theory]
    [MemberData(nameof(EachTrait))]
    public void WhatWasKnownBeforeIsNotAskedAgain(string trait, Func<PatientTraits, PatientTraits, PatientTraits> set)
    {
        var chosen = set(Full, Contradicting);
        var (before, after) =
            trait == nameof(PatientTraits.BirthPlaceInsee)
                ? (chosen with { Sex = Sex.Unknown }, chosen)
                : (chosen with { BirthPlaceInsee = null }, chosen);

        Comparison.IsSamePatient(before, after, [Recorded]).ShouldBeTrue(trait);
    }

    [Theory]
    [InlineData(1951, 0, 0, 1951, 3, 9, true)]
    [InlineData(1951, 0, 0, 1951, 3, 0, true)]
    [InlineData(1951, 3, 0, 1951, 3, 9, true)]
    [InlineData(1951, 3, 0, 1951, 3, 10, false)]
    [InlineData(1951, 4, 0, 1951, 3, 9, false)]
    [InlineData(1950, 0, 0, 1951, 3, 9, false)]
    [InlineData(1951, 3, 9, 1951, 3, 0, false)]
    [InlineData(1951, 3, 0, 1951, 0, 0, false)]
    public void ADateMayBecomeMorePrecise(
        int year,
        int month,
        int day,
        int toYear,
        int toMonth,
        int toDay,
        bool same
    ) =>
        Comparison
            .IsSamePatient(
                Full with
                {
                    BirthDate = DateOf(year, month, day),
                },
                Full with
                {
                    BirthDate = DateOf(toYear, toMonth, toDay),
                },
                [Recorded]
            )
            .ShouldBe(same);

    [Theory]
    [InlineData("12345", "0012345", Authority, true)]
    [InlineData("12345", "12345", "1.2.250.1.71.4.2.2.330000001", false)]
    [InlineData("12345", "99999", Authority, false)]
    public void ANumberIsTheSameHoweverItIsPadded(string before, string after, string authority, bool same)
    {
        var corrected = Full with { Ipps = [Traits.Ipp(after, authority)] };

        Comparison.IsSamePatient(Full with { Ipps = [Traits.Ipp(before)] }, corrected, []).ShouldBe(same);
    }

    [Fact]
    public void OfSeveralNumbersNoneMayBeGone()
    {
        var two = Full with { Ipps = [Traits.Ipp("12345"), Traits.Ipp("777", "1.2.250.1.71.4.2.2.330000001")] };

        Comparison.IsSamePatient(Full, two, [Recorded]).ShouldBeTrue("the record has none of that establishment");
        Comparison.IsSamePatient(two, Full, [Recorded]).ShouldBeFalse();
        Comparison.IsSamePatient(two, two with { Ipps = [.. two.Ipps.Reverse()] }, []).ShouldBeTrue();
    }

    private static PartialDate DateOf(int year, int month, int day) =>
        PartialDate.TryParse(
            (month, day) switch
            {
                (0, _) => $"{year}",
                (_, 0) => $"{year}-{month:00}",
                _ => $"{year}-{month:00}-{day:00}",
            },
            out var date
        )
            ? date
            : throw new InvalidOperationException();

    private static Ins InsOf(string number) =>
        Ins.TryParse(number + NirKey.Compute(number), Nir, out var ins, out _)
            ? ins
            : throw new InvalidOperationException();
}
