using KryptonFunctions.Krypton;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

/// <summary>A trace action that somebody adds must say whether Krypton is told of it.</summary>
public sealed class TraceActionRuleTests
{
    [Fact]
    public void EveryActionSaysWhetherKryptonIsToldOfIt() =>
        Enum.GetValues<TraceAction>()
            .Except(TraceActionRule.All.Keys)
            .ShouldBeEmpty("Add these actions to TraceActionRule.All with the kind of access.");

    [Fact]
    public void OnlyWhatTouchesNoneOfItsDataIsKeptFromKrypton() =>
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
                    TraceAction.RcpBegan,
                    TraceAction.PersonDataRead,
                    TraceAction.PersonDataErased,
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
}
