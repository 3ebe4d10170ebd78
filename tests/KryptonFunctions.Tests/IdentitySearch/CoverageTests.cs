using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.IdentitySearch.Ranking;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>What was asked, what is missing, and what each approach brought: as the user is told.</summary>
public sealed class CoverageTests
{
    private static readonly PatientTraits ByName = Traits.Of("AVRILLEAU", "ZEPHYRINE", "1954-03-12");
    private static readonly PatientTraits ByAll = ByName with
    {
        Ins = Ins.TryParse("285022003300156", InsOid.Of(InsAuthority.Nir), out var ins, out _) ? ins : null,
        Ipps = [Traits.Ipp("0012345")],
    };

    [Fact]
    public void WhatWasSentWhatFailedAndWhatIsNotSeenIsCounted()
    {
        var plan = Plan(
            [Query("R1"), Query("R2"), Query("R3")],
            [Query("R4"), Query("R5", QueryKind.NameAndYear), Query("R6", QueryKind.NameAndGiven)]
        );
        AnsweredQuery[] answers =
        [
            Answer(Query("R1"), found: 1) with
            {
                Total = 200,
                Unreadable = 1,
            },
            Answer(Query("R2"), found: 1) with
            {
                Total = 2,
                Unreadable = 3,
            },
            AnsweredQuery.Failed(Query("R4"), 2),
            Answer(Query("R5", QueryKind.NameAndYear), wave: 2) with
            {
                Outcome = QueryOutcome.Rejected,
            },
            Answer(Query("R1-narrowed") with { NarrowedFrom = "R1" }, wave: 3),
        ];

        var coverage = Coverage.From(ByName, plan, answers, new SearchCapabilities());

        coverage.QueriesSent.ShouldBe(5);
        coverage.QueriesFailed.ShouldBe(2);
        coverage.QueriesCapped.ShouldBe(1, "R2; the rest of R1 was asked for again");
        coverage.QueriesSkipped.ShouldBe(2, "R3 and R6");
        coverage.QueriesPlanned.ShouldBe(7);
        coverage.RecordsUnreadable.ShouldBe(3);
        coverage.Waves.ShouldBe(3);
        coverage.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void WhereNothingWasAskedNothingIsComplete()
    {
        var coverage = Coverage.From(ByName, Plan([Query("R1")]), [], new SearchCapabilities());

        (coverage.QueriesPlanned, coverage.QueriesSent, coverage.QueriesSkipped).ShouldBe((1, 0, 1));
        (coverage.RecordsUnreadable, coverage.Waves, coverage.IsComplete).ShouldBe((0, 0, false));
        Outcomes(coverage).ShouldBe("notAsked notAsked notAsked");
    }

    /// <summary>
    /// A number that no establishment of Krypton's list is found for cannot be asked: that is a failure.
    /// </summary>
    [Theory]
    [InlineData(true, 1, "notFound")]
    [InlineData(false, 2, "failed")]
    public void ANumberOfAnUnknownEstablishmentIsAFailedQuery(bool otherIsAsked, int failed, string outcome)
    {
        var traits = ByName with { Ipps = [Traits.Ipp("0012345", "330781196"), Traits.Ipp("0012345")] };
        var query = Query("P1", otherIsAsked ? QueryKind.Ipp : QueryKind.NameAndDate);

        var coverage = Coverage.From(traits, Plan([query]), [Answer(query)], new SearchCapabilities());

        (coverage.QueriesSent, coverage.QueriesFailed).ShouldBe((1, failed));
        coverage.QueriesPlanned.ShouldBe(1 + failed);
        coverage.Approaches[1].ShouldBe(new ApproachCoverage("ipp", outcome));
    }

    [Theory]
    [InlineData(QueryKind.Ins, "{0} notAsked notAsked")]
    [InlineData(QueryKind.Ipp, "notAsked {0} notAsked")]
    [InlineData(QueryKind.NameAndDate, "notAsked notAsked {0}")]
    [InlineData(QueryKind.NameAndGiven, "notAsked notAsked {0}")]
    [InlineData(QueryKind.Merged, "notAsked notAsked notAsked")]
    public void EachApproachHasTheOutcomeOfItsOwnQueries(QueryKind kind, string expected)
    {
        var (one, other) = (Query("A", kind), Query("B", kind));
        Of(Answer(one, found: 1), AnsweredQuery.Failed(other, 1)).ShouldBe(expected.Replace("{0}", "found"));
        Of(Answer(one), Answer(other)).ShouldBe(expected.Replace("{0}", "notFound"));
        Of(Answer(one), AnsweredQuery.Failed(other, 1)).ShouldBe(expected.Replace("{0}", "failed"));

        string Of(params AnsweredQuery[] answers) =>
            Outcomes(Coverage.From(ByAll, Plan([one, other, Query("P", QueryKind.Ipp)]), answers, new()));
    }

    [Fact]
    public void WhyAnInsWasNotSearchedIsSaid()
    {
        var answers = new[] { Answer(Query("A", QueryKind.Ins), found: 1) };
        Of(ByName, new()).ShouldBe("notAsked");
        Of(ByName with { HasWrongInsKey = true }, new()).ShouldBe("wrongKey");
        Of(ByAll, new() { InsEnabled = false }).ShouldBe("disabled");
        Of(ByAll, new()).ShouldBe("found");

        string Of(PatientTraits traits, SearchCapabilities capabilities) =>
            Coverage.From(traits, Plan([Query("A", QueryKind.Ins)]), answers, capabilities).Approaches[0].Outcome;
    }

    private static string Outcomes(SearchCoverage coverage) =>
        string.Join(' ', coverage.Approaches.Select(approach => approach.Outcome));

    private static SearchPlan Plan(params PlannedQuery[][] waves) =>
        new([.. waves.Select((queries, at) => new SearchWave(at + 1, queries))]);

    private static PlannedQuery Query(string id, QueryKind kind = QueryKind.NameAndDate) => new(id, kind, 0.5, null);

    private static AnsweredQuery Answer(PlannedQuery query, int found = 0, int wave = 1)
    {
        var records = Enumerable.Range(0, found).Select(n => Traits.Record($"{n}", "AVRILLEAU", "ZEPHYRINE", null));
        return new AnsweredQuery(query, wave, QueryOutcome.Answered, [.. records], found, []);
    }
}
