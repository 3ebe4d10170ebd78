using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Rules;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>Which earlier studies the rules of an RCP find.</summary>
public sealed class PrefetchRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 13, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2021-11-24", true)]
    [InlineData("2021-11-23", false)]
    [InlineData("2026-11-24", true)]
    [InlineData("2026-11-25", false)]
    public void AgesAreCountedBackFromTheRcpToTheDay(string date, bool found) =>
        Found([new PrefetchRule()], Study("1.1", date)).Any().ShouldBe(found);

    [Fact]
    public void OfEachModalityTheNewestSoManyAreTaken()
    {
        var found = Found(
            [new PrefetchRule { PriorsPerModality = 2 }],
            Study("1.1", "2024-01-01", "CT"),
            Study("1.2", "2026-01-01", "CT"),
            Study("1.3", "2025-01-01", "CT"),
            Study("1.4", "2023-01-01", "MR"),
            Study("1.5", "2022-01-01", "PT", "CT")
        );

        found.Select(f => f.Study.StudyUid).ShouldBe(["1.2", "1.3", "1.4", "1.5"], ignoreOrder: true);
    }

    [Fact]
    public void ARuleThatNamesModalitiesTakesNoOther() =>
        Found(
                [new PrefetchRule { Modalities = ["mr"] }],
                Study("1.1", "2026-01-01", "CT"),
                Study("1.2", "2026-01-01", "MR"),
                Study("1.3", "2026-01-01")
            )
            .Select(f => f.Study.StudyUid)
            .ShouldBe(["1.2"]);

    [Fact]
    public void WhereAnyModalityWillDoAStudyWithoutOnePassesToo() =>
        Found([new PrefetchRule { PriorsPerModality = 1 }], Study("1.1", "2026-01-01"), Study("1.2", "2025-01-01"))
            .Select(f => f.Study.StudyUid)
            .ShouldBe(["1.1"]);

    [Theory]
    [InlineData("SCANNER THORACIQUE", true)]
    [InlineData("Scanner abdomino-pelvien", false)]
    [InlineData("IRM du crâne", true)]
    [InlineData(" ", true)]
    [InlineData(null, true)]
    public void RegionsAreWordsOfTheDescriptionAndAStudyWithoutOnePasses(string? description, bool found) =>
        Found(
                [new PrefetchRule { Regions = ["Thorac", "CRANE"] }],
                Study("1.1", "2026-01-01", "CT") with
                {
                    Description = description,
                }
            )
            .Any()
            .ShouldBe(found);

    [Fact]
    public void WhatTwoRulesFindIsFoundOnceWithTheStrongerOfTheirActions() =>
        Found(
                [
                    new PrefetchRule { Action = RuleAction.Propose },
                    new PrefetchRule { Action = RuleAction.Order, Modalities = ["CT"] },
                ],
                Study("1.1", "2026-01-01", "CT"),
                Study("1.2", "2026-01-01", "MR")
            )
            .Select(f => (f.Study.StudyUid, f.Action))
            .ShouldBe([("1.1", RuleAction.Order), ("1.2", RuleAction.Propose)], ignoreOrder: true);

    [Fact]
    public void ByDefaultARuleOnlyProposes() =>
        Found([new PrefetchRule()], Study("1.1", "2026-01-01", "CT")).Single().Action.ShouldBe(RuleAction.Propose);

    [Fact]
    public void WithoutRulesOrDateNothingIsFound()
    {
        Found([], Study("1.1", "2026-01-01", "CT")).ShouldBeEmpty();
        Found([new PrefetchRule()], new StudyRecord { StudyUid = "1.1", Modalities = ["CT"] }).ShouldBeEmpty();
    }

    private static IReadOnlyList<(StudyRecord Study, RuleAction Action)> Found(
        IReadOnlyList<PrefetchRule> rules,
        params StudyRecord[] studies
    ) => PrefetchRules.Select(studies, rules, Start);

    private static StudyRecord Study(string uid, string date, params string[] modalities) =>
        new()
        {
            StudyUid = uid,
            Date = DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture),
            Modalities = modalities,
        };
}
