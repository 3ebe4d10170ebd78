using KryptonFunctions.Krypton;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

/// <summary>A trace action that somebody adds must say whether Krypton is told of it and what counts it.</summary>
public sealed class TraceActionRuleTests
{
    [Fact]
    public void EveryActionSaysWhetherKryptonIsToldOfItAndWhatCountsIt() =>
        Enum.GetValues<TraceAction>()
            .Except(TraceActionRule.All.Keys)
            .ShouldBeEmpty("Add these actions to TraceActionRule.All: the kind of access, and the figure if any.");

    [Fact]
    public void OnlyWhatGivesNoneOfKryptonsDataIsKeptFromIt() =>
        TraceActionRule
            .All.Where(rule => rule.Value.ForwardedAs is null)
            .Select(rule => rule.Key)
            .ShouldBe(
                [
                    TraceAction.RcpUnchanged,
                    TraceAction.RcpsListed,
                    TraceAction.TracesRead,
                    TraceAction.ActivityRead,
                    TraceAction.ForwardingRetried,
                ],
                ignoreOrder: true
            );

    [Fact]
    public void WhatReadsIsToldAsReadAndWhatSearchesAsSearch()
    {
        TraceActionRule.All[TraceAction.Searched].ForwardedAs.ShouldBe(AccessKind.Search);
        TraceActionRule.All[TraceAction.StudiesListed].ForwardedAs.ShouldBe(AccessKind.Read);
        TraceActionRule.All[TraceAction.Detached].ForwardedAs.ShouldBe(AccessKind.Delete);
        TraceActionRule.All[TraceAction.LinkRefused].ForwardedAs.ShouldBe(AccessKind.Execute);
    }

    [Fact]
    public void EveryFigureIsFedByOneAction() =>
        TraceActionRule
            .All.Values.Select(rule => rule.Figure)
            .OfType<ActivityFigure>()
            .ShouldBe(
                Enum.GetValues<ActivityFigure>(),
                ignoreOrder: true,
                "Give each ActivityFigure to one action in TraceActionRule.All."
            );

    [Fact]
    public void EveryFigureHasItsCountInTheRow()
    {
        foreach (var figure in Enum.GetValues<ActivityFigure>())
        {
            CountsOf(ActivityRow.From("2026-11", [figure, figure]))
                .Where(count => count.Value != 0)
                .ShouldBe(
                    [KeyValuePair.Create(figure.ToString(), 2)],
                    $"Give ActivityRow a count named {figure}, and set it in ActivityRow.From."
                );
        }
    }

    [Fact]
    public void EveryCountOfTheRowHasItsFigure() =>
        CountsOf(ActivityRow.From("2026-11", []))
            .Select(count => count.Key)
            .ShouldBe(Enum.GetNames<ActivityFigure>(), ignoreOrder: true, "Add the count to ActivityFigure.");

    private static IEnumerable<KeyValuePair<string, int>> CountsOf(ActivityRow row) =>
        typeof(ActivityRow)
            .GetProperties()
            .Where(property => property.PropertyType == typeof(int))
            .Select(property => KeyValuePair.Create(property.Name, (int)property.GetValue(row)!));
}
