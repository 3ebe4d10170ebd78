using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.IdentitySearch.Ranking;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>What puts a candidate near the top, however much the rarity of one name weighs.</summary>
public sealed class TiersTests
{
    private const string Place = "33063";
    private static readonly Ins Ins = Ins.TryParse("285022003300156", InsOid.Of(InsAuthority.Nir), out var ins, out _)
        ? ins
        : throw new InvalidOperationException();
    private static readonly PatientTraits Searched = Traits.Of("AVRILLEAU", "ZEPHYRINE", "1954-03-12") with
    {
        BirthPlaceInsee = Place,
    };

    [Theory]
    [InlineData("AVRILLEAU", "1954-03-12", null, Confidence.Probable)]
    [InlineData("AVRILLEAU", "1954-12-03", null, Confidence.Possible)]
    [InlineData("AVRILLEAU", "1954-12-03", Place, Confidence.Probable)]
    [InlineData("AVRILLEAU", "1954-03-13", Place, Confidence.Possible)]
    [InlineData("BOUCHARDON", "1954-03-12", Place, Confidence.Possible)]
    public async Task SurnameGivenNameAndBirthDateMustEachAgreeToBeProbable(
        string surname,
        string birthDate,
        string? place,
        Confidence expected
    )
    {
        using var platform = new Platform().With(
            "one",
            surname,
            "ZEPHYRINE",
            birthDate,
            place is null ? null : Platform.BornIn(place)
        );
        platform.Capabilities.RegisterSize = 60_000;

        var candidate = (await platform.Search(Searched)).Candidates.ShouldHaveSingleItem();

        candidate.Weight.ShouldBeGreaterThan(Weights.Probable);
        candidate.Confidence.ShouldBe(expected);
    }

    /// <summary>
    /// What speaks against a candidate in one trait, an equal birth place outweighs, and nothing else.
    /// </summary>
    [Theory]
    [InlineData("male", "AVRILLEAU", null, Confidence.Possible)]
    [InlineData("male", "AVRILLEAU", Place, Confidence.Probable)]
    [InlineData("female", "AVRILLEAU", "75112", Confidence.Possible)]
    [InlineData("female", "AVRILLEAU", "33318", Confidence.Probable)]
    [InlineData("female", "AVRILLEAU-BOUCHARDON", null, Confidence.Possible)]
    [InlineData("female", "AVRILLEAU-BOUCHARDON", Place, Confidence.Probable)]
    public async Task WhatSpeaksAgainstACandidateOnlyAnEqualBirthPlaceOutweighs(
        string gender,
        string surname,
        string? place,
        Confidence expected
    )
    {
        using var platform = new Platform().With(
            "one",
            surname,
            "ZEPHYRINE",
            "1954-03-12",
            patient =>
            {
                patient["gender"] = gender;
                if (place is not null)
                {
                    Platform.BornIn(place)(patient);
                }
            }
        );
        platform.Capabilities.RegisterSize = 5_000;

        var candidate = (await platform.Search(Searched)).Candidates.ShouldHaveSingleItem();

        candidate.Weight.ShouldBeGreaterThan(Weights.Probable);
        candidate.Confidence.ShouldBe(expected);
    }

    /// <summary>
    /// Twins have each other's first name as second name, and all else in common: it is never the place that tells who
    /// of them it is.
    /// </summary>
    [Fact]
    public async Task ATwinIsNotProbableThoughEverythingElseAgrees()
    {
        using var platform = new Platform().With(
            "twin",
            "AVRILLEAU",
            "THEOPHANIE",
            "1954-03-12",
            Platform.BornIn(Place)
        );
        platform.Capabilities.RegisterSize = 5_000;

        var candidate = (
            await platform.Search(Searched with { GivenNames = ["ZEPHYRINE", "THEOPHANIE"] })
        ).Candidates.ShouldHaveSingleItem();

        candidate.Weight.ShouldBeGreaterThan(Weights.Probable);
        candidate.Confidence.ShouldBe(Confidence.Possible);
    }

    /// <summary>
    /// A qualified identity has been checked against a document: what differs in it is for somebody to look at.
    /// </summary>
    [Theory]
    [InlineData("ZEPHYRINE", "female", "1954-03-12", Confidence.Certain)]
    [InlineData("ZEPHYRINE", "female", null, Confidence.Certain)]
    [InlineData("ZEPHYRINE", "female", "1954-03-21", Confidence.Probable)]
    [InlineData("ZEPHYRINE", "male", "1954-03-12", Confidence.Probable)]
    [InlineData("PAUL", "female", "1954-03-21", Confidence.Probable)]
    [InlineData("PAUL", "female", "1954-03-12", Confidence.Possible)]
    public async Task AnEqualQualifiedInsIsCertainOnlyWhereNothingSpeaksAgainstIt(
        string givenName,
        string gender,
        string? birthDate,
        Confidence expected
    )
    {
        using var platform = new Platform().With(
            "one",
            "AVRILLEAU",
            givenName,
            birthDate,
            patient =>
            {
                Platform.Identifier($"urn:oid:{Ins.Oid}", Ins.Value, "INS-NIR", "QUAL")(patient);
                patient["gender"] = gender;
            }
        );

        (await platform.Search(Searched with { Ins = Ins, IsQualified = true }))
            .Candidates.ShouldHaveSingleItem()
            .Confidence.ShouldBe(expected);
    }

    /// <summary>Two qualified INS that differ are two persons, however alike they look.</summary>
    [Fact]
    public async Task OtherQualifiedInsAreOtherPersons()
    {
        using var platform = new Platform()
            .With(
                "one",
                "AVRILLEAU",
                "ZEPHYRINE",
                "1954-03-12",
                Platform.Identifier($"urn:oid:{Ins.Oid}", Ins.Value, "INS-NIR", "QUAL")
            )
            .With(
                "other",
                "AVRILLEAU",
                "ZEPHYRINE",
                "1954-03-12",
                Platform.Identifier($"urn:oid:{Ins.Oid}", "285022003300255", "INS-NIR", "QUAL")
            );
        platform.Capabilities.RegisterSize = 5_000;

        var found = (await platform.Search(Searched with { Ins = Ins, IsQualified = true })).Candidates;

        found
            .Select(candidate => (candidate.PatientId, candidate.Confidence))
            .ShouldBe([("one", Confidence.Probable), ("other", Confidence.Possible)]);
        found.ShouldAllBe(candidate =>
            candidate.SameAs.Count == 0 && candidate.Alerts.Any(alert => alert.Code == "homonym")
        );
    }

    /// <summary>Twins are recorded under a parent's number, as a child is.</summary>
    [Theory]
    [InlineData("THEOPHANIE", "1954-03-12")]
    [InlineData("ZEPHYRINE", "1984-03-12")]
    public async Task ARelativeUnderTheSameUnqualifiedInsIsNotProbable(string givenName, string birthDate)
    {
        using var platform = new Platform().With(
            "relative",
            "AVRILLEAU",
            givenName,
            birthDate,
            Platform.Identifier($"urn:oid:{Ins.Oid}", Ins.Value, "INS-NIR", "PROV")
        );
        platform.Capabilities.RegisterSize = 5_000;

        (await platform.Search(Searched with { Ins = Ins }))
            .Candidates.ShouldHaveSingleItem()
            .Confidence.ShouldBe(Confidence.Possible);
    }

    [Theory]
    [InlineData("identityStatus", "DOUT", Confidence.Possible)]
    [InlineData("comment", "DOUT", Confidence.Possible)]
    [InlineData("comment", "COLV", Confidence.Possible)]
    [InlineData("comment", "DOUA", Confidence.Probable)]
    [InlineData("comment", "FICT", null)]
    public async Task WhatIsRemarkedOnAnIdentityCounts(string element, string code, Confidence? expected)
    {
        using var platform = new Platform().With(
            "one",
            "AVRILLEAU",
            "ZEPHYRINE",
            "1954-03-12",
            Platform.Remarked(element, code)
        );

        var found = (await platform.Search(Searched)).Candidates;

        found.Select(candidate => candidate.Confidence).ShouldBe(expected is { } tier ? [tier] : []);
    }

    [Theory]
    [InlineData(Agreement.Similar, true)]
    [InlineData(Agreement.Exact, false)]
    [InlineData(Agreement.Missing, false)]
    public void AnIdentifierConflictsWithTraitsOfWhichNoneStronglyAgrees(Agreement surname, bool conflicts) =>
        new PairScore
        {
            Surname = new TraitScore(
                surname,
                surname switch
                {
                    Agreement.Exact => 12,
                    Agreement.Similar => Weights.SurnameSimilar,
                    _ => 0,
                }
            ),
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
