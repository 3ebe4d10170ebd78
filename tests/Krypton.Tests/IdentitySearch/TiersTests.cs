using Krypton.IdentitySearch;
using Krypton.IdentitySearch.Ranking;
using Shouldly;
using Xunit;

namespace Krypton.Tests.IdentitySearch;

/// <summary>What puts a candidate near the top, however much the rarity of one name weighs.</summary>
public sealed class TiersTests
{
    private const string Place = "33063";
    private static readonly PatientTraits Searched = Traits.Of("AVRILLEAU", "ZEPHYRINE", "1954-03-12") with { BirthPlaceInsee = Place };

    [Theory]
    [InlineData("AVRILLEAU", "1954-03-12", null, Confidence.Probable)]
    [InlineData("AVRILLEAU", "1954-12-03", null, Confidence.Possible)]
    [InlineData("AVRILLEAU", "1954-12-03", Place, Confidence.Probable)]
    [InlineData("AVRILLEAU", "1954-03-13", Place, Confidence.Possible)]
    [InlineData("BOUCHARDON", "1954-03-12", Place, Confidence.Possible)]
    public async Task SurnameGivenNameAndBirthDateMustEachAgreeToBeProbable(string surname, string birthDate, string? place, Confidence expected)
    {
        using var platform = new Platform().With("one", surname, "ZEPHYRINE", birthDate, place is null ? null : Platform.BornIn(place));
        platform.Capabilities.RegisterSize = 60_000;

        var candidate = (await platform.Search(Searched)).Candidates.ShouldHaveSingleItem();

        candidate.Weight.ShouldBeGreaterThan(Weights.Probable);
        candidate.Confidence.ShouldBe(expected);
    }

    /// <summary>What speaks against a candidate in one trait, an equal birth place outweighs, and nothing else.</summary>
    [Theory]
    [InlineData("male", "AVRILLEAU", null, Confidence.Possible)]
    [InlineData("male", "AVRILLEAU", Place, Confidence.Probable)]
    [InlineData("female", "AVRILLEAU", "75112", Confidence.Possible)]
    [InlineData("female", "AVRILLEAU", "33318", Confidence.Probable)]
    [InlineData("female", "AVRILLEAU-BOUCHARDON", null, Confidence.Possible)]
    [InlineData("female", "AVRILLEAU-BOUCHARDON", Place, Confidence.Probable)]
    public async Task WhatSpeaksAgainstACandidateOnlyAnEqualBirthPlaceOutweighs(string gender, string surname, string? place, Confidence expected)
    {
        using var platform = new Platform().With("one", surname, "ZEPHYRINE", "1954-03-12", patient =>
        {
            patient["gender"] = gender;
            if (place is not null)
            {
                Platform.BornIn(place)(patient);
            }
        });
        platform.Capabilities.RegisterSize = 5_000;

        var candidate = (await platform.Search(Searched)).Candidates.ShouldHaveSingleItem();

        candidate.Weight.ShouldBeGreaterThan(Weights.Probable);
        candidate.Confidence.ShouldBe(expected);
    }

    /// <summary>Twins have each other's first name as second name, and all else in common: it is never the place that tells who of them it is.</summary>
    [Fact]
    public async Task ATwinIsNotProbableThoughEverythingElseAgrees()
    {
        using var platform = new Platform().With("twin", "AVRILLEAU", "THEOPHANIE", "1954-03-12", Platform.BornIn(Place));
        platform.Capabilities.RegisterSize = 5_000;

        var candidate = (await platform.Search(Searched with { GivenNames = ["ZEPHYRINE", "THEOPHANIE"] })).Candidates.ShouldHaveSingleItem();

        candidate.Weight.ShouldBeGreaterThan(Weights.Probable);
        candidate.Confidence.ShouldBe(Confidence.Possible);
    }

    [Theory]
    [InlineData(Agreement.Similar, true)]
    [InlineData(Agreement.Exact, false)]
    [InlineData(Agreement.Missing, false)]
    public void AnIdentifierConflictsWithTraitsOfWhichNoneStronglyAgrees(Agreement surname, bool conflicts) =>
        new PairScore
        {
            Surname = new TraitScore(surname, surname switch { Agreement.Exact => 12, Agreement.Similar => Weights.SurnameSimilar, _ => 0 }),
            Given = new TraitScore(Agreement.Similar, Weights.GivenSimilar),
            BirthDate = new TraitScore(Agreement.TwoParts, Weights.DateTwoParts),
            Sex = new TraitScore(Agreement.Exact, Weights.SexEqual),
            BirthPlace = TraitScore.None,
            Ins = new TraitScore(Agreement.Exact, Weights.InsEqual),
            Ipp = TraitScore.None,
            InsQualified = true,
            MayBeRelative = false,
            Total = 0,
        }.IdentifierConflict.ShouldBe(conflicts);
}
