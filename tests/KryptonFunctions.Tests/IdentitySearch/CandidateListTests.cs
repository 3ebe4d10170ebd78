using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.IdentitySearch.Ranking;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>The order of the candidates, what they say of each other, and why each is there.</summary>
public sealed class CandidateListTests
{
    private const string Place = "33063";
    private static readonly PatientTraits Searched = Traits.Of("AVRILLEAU", "ZEPHYRINE", "1954-03-12") with
    {
        BirthPlaceInsee = Place,
    };
    private static readonly PatientRecord Same = Traits.Record("m", "AVRILLEAU", "ZEPHYRINE", "1954-03-12");
    private static readonly PatientRecord Stranger = Traits.Record("s", "BOUCHARDON", "JEANNE", "1931-07-30");

    [Fact]
    public void ConfidenceComesFirstThenWeightThenTheSameSpellingThenTheId()
    {
        var doubtful = Same with { Id = "a", BirthPlaceInsee = Place, IdentityRemarks = ["DOUT"] };
        var spelled = Same with { Id = "b", Names = [new("official", "AVRILLÉAU", ["ZEPHYRINE"])] };
        var born = Same with { Id = "z", BirthPlaceInsee = Place };

        var listed = List(Searched, doubtful, Same with { Id = "y" }, spelled, Same, born);

        listed.Candidates[^1].Weight.ShouldBe(listed.Candidates[0].Weight);
        listed.Candidates.Select(candidate => candidate.PatientId).ShouldBe(["z", "m", "y", "b", "a"]);
    }

    [Fact]
    public void TheScoreIsAProbability()
    {
        var searched = Traits.Of("MARTIN", "JEANNE", "1954-03-12");
        var (same, weak) = (
            Traits.Record("p", "MARTIN", "JEANNE", "1954-03-12"),
            Traits.Record("w", "MARTIN", "JEANNE", "1954")
        );

        var listed = List(searched, showHidden: true, Stranger, weak, same).Candidates;

        listed.Select(found => found.PatientId).ShouldBe(["p", "w", "s"]);
        listed[0].Score.ShouldBeInRange(0.99, 1);
        listed[1].Score.ShouldBeInRange(0.5, 0.99);
        listed[2].Score.ShouldBeInRange(0, 0.5);
    }

    [Fact]
    public void WhatIsBelowTheThresholdIsCountedAndShownOnRequestAfterTheOthers()
    {
        var strangers = Enumerable.Range(0, 25).Select(number => Stranger with { Id = $"a{number:00}" }).ToArray();

        List(Searched, [.. strangers, Same]).Candidates.Select(found => found.PatientId).ShouldBe(["m"]);
        List(Searched, [.. strangers, Same]).Hidden.ShouldBe(25);
        var all = List(Searched, showHidden: true, [.. strangers, Same]);

        (all.Candidates.Count, all.Hidden).ShouldBe((21, 5));
        all.Candidates[0].PatientId.ShouldBe("m");
        all.Candidates.Skip(1).Select(found => found.PatientId).ShouldBe(strangers.Take(20).Select(found => found.Id));
        all.Candidates.Skip(1)
            .ShouldAllBe(found => found.Confidence == Confidence.Unlikely && Codes(found).Contains("belowThreshold"));
    }

    [Fact]
    public void RecordsOfOnePersonPointToEachOther()
    {
        var listed = List(Searched, Same, Same with { Id = "n" });

        listed.Candidates.Select(found => found.SameAs.Single()).ShouldBe(["n", "m"]);
        listed.Candidates.ShouldAllBe(found => found.Alerts.Count == 0);
    }

    [Fact]
    public void HomonymsOfOneDayAreBothMarked()
    {
        var elsewhere = Same with { Id = "n", BirthPlaceInsee = "75112" };

        var listed = List(Searched with { BirthPlaceInsee = null }, Same with { BirthPlaceInsee = Place }, elsewhere);

        listed.Candidates.Count.ShouldBe(2);
        listed.Candidates.ShouldAllBe(found => found.SameAs.Count == 0 && Codes(found) == "homonym");
        listed.Candidates.ShouldAllBe(found => found.Alerts[0].Detail.Contains("le même jour"));
    }

    /// <summary>A slip in the date makes no homonyms: they may be one person, which nobody says either.</summary>
    [Fact]
    public void TwoRecordsThatASlipSetsApartAreNoHomonyms()
    {
        var slip = Same with { Id = "n", BirthDate = "1954-03-13" };

        List(Searched, Same, slip).Candidates.ShouldAllBe(found => found.Alerts.Count == 0);
    }

    /// <summary>
    /// A twin has the searched person's second name as first one. Beside the record that has the first, it may be a
    /// relative; it is marked, and comes after what is probable.
    /// </summary>
    [Fact]
    public void ATwinBesideTheSearchedPersonIsMarked()
    {
        var searched = Searched with { GivenNames = ["ZEPHYRINE", "THEOPHANIE"] };
        var (person, twin) = (Born("z", "ZEPHYRINE"), Born("a", "THEOPHANIE"));

        var listed = List(searched, twin, person);

        listed.Candidates.Select(found => found.PatientId).ShouldBe(["z", "a"]);
        listed.Candidates.Select(found => found.Confidence).ShouldBe([Confidence.Probable, Confidence.Possible]);
        Codes(listed.Candidates[1]).ShouldBe("possibleRelative");

        static PatientRecord Born(string id, string given) =>
            Traits.Record(id, "AVRILLEAU", given, "1954-03-12") with
            {
                BirthPlaceInsee = Place,
            };
    }

    public static TheoryData<string, Func<PatientTraits, PatientTraits>, Func<PatientRecord, PatientRecord>> Doubts =>
        new()
        {
            { "", traits => traits, record => record },
            { "homonym", traits => traits with { HasHomonym = true }, record => record },
            { "homonym", traits => traits, record => record with { IdentityRemarks = ["HOMD"] } },
            { "homonym", traits => traits, record => record with { IdentityStatus = "HOMA" } },
            { "homonym", traits => traits, record => record with { Sex = Sex.Male } },
            { "douteuse", traits => traits with { IsDoubtful = true }, record => record },
            { "douteuse", traits => traits, record => record with { IdentityStatus = "USUR" } },
            { "insKey", traits => traits with { HasWrongInsKey = true }, record => record },
            { "placeholderDate", traits => traits, record => record with { BirthDate = "1954-01-01" } },
            { "placeholderDate", traits => traits with { BirthDate = Date("1954-12-31") }, record => record },
            { "identifierAlone", traits => Numbered(traits) with { BirthName = null }, Nameless },
            { "identifierConflict", Numbered, StrangerNumbered },
        };

    [Theory]
    [MemberData(nameof(Doubts))]
    public void WhatTheUserMustLookAtIsSaid(
        string code,
        Func<PatientTraits, PatientTraits> searched,
        Func<PatientRecord, PatientRecord> recorded
    ) => Codes(List(searched(Searched), recorded(Same)).Candidates.ShouldHaveSingleItem()).ShouldBe(code);

    [Theory]
    [InlineData("ins", QueryKind.Ins)]
    [InlineData("ipp", QueryKind.Ipp)]
    [InlineData("ins ipp", QueryKind.Ipp, QueryKind.Ins)]
    [InlineData("traits:birth-month", QueryKind.NameAndMonth)]
    [InlineData("ipp traits:birth-year", QueryKind.NameAndYear, QueryKind.Ipp)]
    [InlineData("traits:altered-birth-date", QueryKind.NameAndYear, QueryKind.NameAndAlteredDate)]
    [InlineData("traits:given-name-and-date", QueryKind.GivenAndDate)]
    [InlineData("traits:names-without-date", QueryKind.NameAndGiven)]
    [InlineData("merged", QueryKind.Merged)]
    public void HowARecordWasFoundIsSaid(string expected, params QueryKind[] kinds)
    {
        var board = Ranked.Board(Searched);
        foreach (var kind in kinds)
        {
            board.Add(Ranked.Answer(kind, Same));
        }

        string.Join(' ', Ranked.Of(board, Searched).Candidates.Single().FoundBy).ShouldBe(expected);
    }

    /// <summary>The survivor is found by what found the record that was merged into it, the best of several.</summary>
    [Fact]
    public void ASurvivorIsFoundByWhatFoundTheMergedRecord()
    {
        var board = Ranked.Board(Searched);
        var merged = Same with { Active = false, ReplacedBy = "s" };
        board.Add(Ranked.Answer(QueryKind.NameAndYear, merged with { Id = "k", BirthDate = "1954-03-13" }));
        board.Add(Ranked.Answer(QueryKind.NameAndMonth, merged));
        board.Add(Ranked.Answer(QueryKind.GivenAndDate, merged with { Id = "n", BirthDate = "1954-03-13" }));
        board.MissingSuccessors().ShouldBe(["s"]);
        board.Add(Ranked.Answer(QueryKind.Merged, Stranger));
        board.MissingSuccessors().ShouldBeEmpty();

        var candidate = Ranked.Of(board, Searched).Candidates.ShouldHaveSingleItem();

        (candidate.PatientId, candidate.Confidence).ShouldBe(("s", Confidence.Possible));
        candidate.FoundBy.ShouldBe(["traits:birth-month", "merged"]);
        Codes(candidate).ShouldBe("mergedRecord");
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, null)]
    [InlineData(true, "s")]
    public void AWithdrawnOrMergedRecordIsNotShown(bool active, string? replacedBy)
    {
        var record = Same with { Active = active, ReplacedBy = replacedBy };

        List(Searched, record).Candidates.Count.ShouldBe(active && replacedBy is null ? 1 : 0);
    }

    [Fact]
    public void TheBoardKnowsWhetherAnyIsProbable()
    {
        var board = Ranked.Board(Searched);
        board.Add(Ranked.Answer(QueryKind.NameAndDate, Stranger));
        board.HasProbable.ShouldBeFalse();
        board.Add(Ranked.Answer(QueryKind.NameAndDate, Same));
        board.HasProbable.ShouldBeTrue();
        board.Add(Ranked.Answer(QueryKind.NameAndDate, Stranger with { Id = "t" }));
        board.HasProbable.ShouldBeTrue();
    }

    private static string Codes(Candidate candidate) => string.Join(' ', candidate.Alerts.Select(alert => alert.Code));

    private static PartialDate? Date(string text) => PartialDate.TryParse(text, out var date) ? date : null;

    private static PatientTraits Numbered(PatientTraits traits) => traits with { Ipps = [Traits.Ipp("0012345")] };

    /// <summary>The number of <see cref="Numbered"/>, and nothing else that could agree.</summary>
    private static PatientRecord Nameless(PatientRecord record) =>
        record with
        {
            Names = [],
            BirthDate = null,
            Identifiers = [new(Traits.Establishment, "0012345", "PI", null)],
        };

    private static PatientRecord StrangerNumbered(PatientRecord record) =>
        Stranger with
        {
            Identifiers = Nameless(record).Identifiers,
        };

    private static ListedCandidates List(PatientTraits traits, params PatientRecord[] records) =>
        List(traits, showHidden: false, records);

    private static ListedCandidates List(PatientTraits traits, bool showHidden, params PatientRecord[] records)
    {
        var board = Ranked.Board(traits);
        board.Add(Ranked.Answer(QueryKind.NameAndDate, records));
        return Ranked.Of(board, traits, showHidden);
    }
}
