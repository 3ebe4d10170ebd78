using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Ranking;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

public sealed class PairScoreTests
{
    private static readonly PatientTraits Marie = Traits.Of("DUPONT-MARTIN", "MARIE-CLAUDE", "1954-03-12") with
    {
        UsedName = "DURAND",
    };

    [Theory]
    [InlineData("DUPONT-MARTIN", Agreement.Exact)]
    [InlineData("Dupont Martin", Agreement.Equivalent)]
    [InlineData("DUPONTMARTIN", Agreement.Equivalent)]
    [InlineData("MARTIN", Agreement.Component)]
    [InlineData("DURAND", Agreement.Exact)]
    [InlineData("DURAND DUPONT MARTIN", Agreement.Equivalent)]
    [InlineData("DURANT", Agreement.Phonetic)]
    [InlineData("LEGRAND", Agreement.Different)]
    public void SurnamesAgreeInDegrees(string recorded, Agreement agreement) =>
        Traits
            .Score(Marie, Traits.Record("1", recorded, "MARIE CLAUDE", "1954-03-12"))
            .Surname.Agreement.ShouldBe(agreement);

    [Theory]
    [InlineData("MARIE CLAUDE", Agreement.Equivalent)]
    [InlineData("MARIE", Agreement.Truncated)]
    [InlineData("CLAUDE", Agreement.OtherGivenName)]
    [InlineData("JEANNE", Agreement.Different)]
    public void GivenNamesAgreeInDegrees(string recorded, Agreement agreement) =>
        Traits
            .Score(Marie, Traits.Record("1", "DUPONT-MARTIN", recorded, "1954-03-12"))
            .Given.Agreement.ShouldBe(agreement);

    [Theory]
    [InlineData("1954-03-12", Agreement.Exact)]
    [InlineData("1954-12-03", Agreement.Exchanged)]
    [InlineData("1954-01-01", Agreement.Placeholder)]
    [InlineData("1954-12-31", Agreement.Placeholder)]
    [InlineData("1954-03-13", Agreement.TwoParts)]
    [InlineData("1955-03-12", Agreement.TwoParts)]
    [InlineData("1954-08-20", Agreement.SameYear)]
    [InlineData("1960-08-20", Agreement.Different)]
    [InlineData("1954-03", Agreement.Partial)]
    [InlineData("1954", Agreement.Partial)]
    [InlineData("no date", Agreement.Missing)]
    [InlineData(null, Agreement.Missing)]
    public void DatesAgreeInDegrees(string? recorded, Agreement agreement) =>
        Traits.Score(Marie, Traits.Record("1", "DURAND", "MARIE", recorded)).BirthDate.Agreement.ShouldBe(agreement);

    [Fact]
    public void TwinsWeighLessThanProbableHoweverRareTheirName()
    {
        var score = Traits.Score(
            Traits.Of("AVRILLEAU", "MARIE", "1954-03-12") with
            {
                BirthPlaceInsee = "33063",
            },
            Traits.Record("1", "AVRILLEAU", "MARION", "1954-03-12") with
            {
                BirthPlaceInsee = "33063",
            }
        );
        score.MayBeRelative.ShouldBeTrue();
        score.Total.ShouldBeLessThan(Weights.Probable);
    }

    [Fact]
    public void FatherAndSonOfOneNameWeighLessThanProbable()
    {
        var score = Traits.Score(
            Traits.Of("AVRILLEAU", "ZEPHYRIN", "1984-03-12", Sex.Male),
            Traits.Record("1", "AVRILLEAU", "ZEPHYRIN", "1954-03-12", Sex.Male)
        );
        score.MayBeRelative.ShouldBeTrue();
        score.Total.ShouldBeLessThanOrEqualTo(Weights.Relative);
    }

    [Fact]
    public void NameAndGivenNameInEachOthersFieldAreSeen()
    {
        var score = Traits.Score(
            Traits.Of("AVRILLEAU", "MARIE", "1954-03-12"),
            Traits.Record("1", "MARIE", "AVRILLEAU", "1954-03-12")
        );
        score.Surname.Agreement.ShouldBe(Agreement.Exchanged);
        score.Total.ShouldBeGreaterThan(0);
    }

    [Property(Arbitrary = [typeof(IdentityArbitrary)], MaxTest = 500)]
    public void TheScoreIsTheSameEitherWayRound(PatientTraits one, PatientTraits other)
    {
        Traits.Score(one, other).Total.ShouldBe(Traits.Score(other, one).Total, 1e-9);
    }

    [Property(Arbitrary = [typeof(IdentityArbitrary)], MaxTest = 500)]
    public void EvidenceThatAgreesNeverLowersTheScore(PatientTraits one, PatientTraits other)
    {
        foreach (var (bare, added) in Additions(one, other))
        {
            var (without, with) = (
                Traits.Score(bare.One, bare.Other).Total,
                Traits.Score(added.One, added.Other).Total
            );
            with.ShouldBeGreaterThanOrEqualTo(without - 1e-9);
        }
    }

    private static IEnumerable<(
        (PatientTraits One, PatientTraits Other) Bare,
        (PatientTraits One, PatientTraits Other) Added
    )> Additions(PatientTraits one, PatientTraits other)
    {
        _ = Ipp.TryParse("123", "330781196", out var ipp);
        _ = Ins.TryParse("285022003300156", InsOid.Of(InsAuthority.Nir), out var ins, out _);
        yield return ((one with { BirthDate = null }, other), (one with { BirthDate = other.BirthDate }, other));
        yield return ((one with { Sex = Sex.Unknown }, other), (one with { Sex = other.Sex }, other));
        yield return (
            (one with { BirthPlaceInsee = null }, other),
            (one with { BirthPlaceInsee = other.BirthPlaceInsee }, other)
        );
        yield return (
            (one with { BirthName = null, UsedName = null }, other),
            (one with { BirthName = other.BirthName, UsedName = null }, other)
        );
        yield return (
            (one with { GivenNames = [] }, other),
            (one with { GivenNames = [.. other.GivenNames.Take(1)] }, other)
        );
        yield return (
            (one with { Ipps = [] }, other with { Ipps = [ipp] }),
            (one with { Ipps = [ipp] }, other with { Ipps = [ipp] })
        );
        yield return (
            (one with { Ins = null, IsQualified = true }, other with { Ins = ins, IsQualified = true }),
            (one with { Ins = ins, IsQualified = true }, other with { Ins = ins, IsQualified = true })
        );
    }
}

/// <summary>Identities from few names and dates, so that agreements of all kinds come about.</summary>
public static class IdentityArbitrary
{
    private static readonly string?[] Surnames =
    [
        "MARTIN",
        "DUPONT",
        "DUPONT-MARTIN",
        "D'ANGELO",
        "DANGELO",
        "DE LA TOUR",
        "LATOUR",
        "AVRILLEAU",
        "AVRILEAU",
        "MARIE",
        "SAINT-JEAN",
        "ST JEAN",
        "MÜLLER",
        "MUELLER",
        "GARCIA LOPEZ",
        "LOPEZ GARCIA",
        "NGUYEN",
        "NGUYEN THI",
        null,
    ];
    private static readonly string[] Givens =
    [
        "MARIE",
        "MARION",
        "MARIE-CLAUDE",
        "CLAUDE",
        "JEAN",
        "JEANNE",
        "MOHAMED",
        "MOHAMMED",
        "MARTIN",
        "HÉLÈNE",
        "JÖRG",
        "JOERG",
        "THI MAI",
        "MAI",
        "NGUYEN",
    ];
    private static readonly string?[] Dates =
    [
        "1954-03-12",
        "1954-12-03",
        "1954-01-01",
        "1954",
        "1954-03",
        "1984-03-12",
        "1955-03-12",
        null,
    ];
    private static readonly string?[] Places = ["33063", "33001", "99100", null];

    public static Arbitrary<PatientTraits> Identities() =>
        (
            from birth in Gen.Elements(Surnames)
            from used in Gen.Elements(Surnames)
            from given in Gen.Elements(Givens).ListOf()
            from date in Gen.Elements(Dates)
            from place in Gen.Elements(Places)
            from sex in Gen.Elements(Enum.GetValues<Sex>())
            select new PatientTraits
            {
                BirthName = birth,
                UsedName = used,
                GivenNames = [.. given.Take(3)],
                BirthDate = PartialDate.TryParse(date, out var read) ? read : null,
                BirthPlaceInsee = place,
                Sex = sex,
            }
        ).ToArbitrary();
}
