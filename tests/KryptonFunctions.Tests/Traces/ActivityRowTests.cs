using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

/// <summary>What the agency counts is what happened: each figure from its own kind of trace.</summary>
public sealed class ActivityRowTests
{
    private static readonly ActivityEvent Search = new() { Action = TraceAction.Searched };

    [Fact]
    public void SearchesOfUsersOfThePrefetchAndOfAuditorsAreApart()
    {
        var row = Row(Search, Search, Search with { By = "prefetch" }, Search with { For = "audit" });

        (row.Searches, row.PrefetchSearches, row.CandidatesRead).ShouldBe((2, 1, 0));
    }

    [Fact]
    public void ASearchThatFailedIsNoSearch() => Row(Search with { Outcome = TraceOutcome.Failed }).ShouldBe(Row());

    public static TheoryData<RepatriationState, string?> Ends =>
        new()
        {
            { RepatriationState.Completed, nameof(ActivityRow.Repatriations) },
            { RepatriationState.CompletedUnverified, nameof(ActivityRow.Repatriations) },
            { RepatriationState.NotNeeded, nameof(ActivityRow.AlreadyOnline) },
            { RepatriationState.Partial, nameof(ActivityRow.Failures) },
            { RepatriationState.Failed, nameof(ActivityRow.Failures) },
            { RepatriationState.Rejected, nameof(ActivityRow.Failures) },
            { RepatriationState.Expired, nameof(ActivityRow.Failures) },
            { RepatriationState.Manual, nameof(ActivityRow.Failures) },
            { RepatriationState.Cancelled, null },
        };

    [Theory]
    [MemberData(nameof(Ends))]
    public void AnEndOfATransferIsCountedByWhatItWas(RepatriationState state, string? count)
    {
        var row = Row(Ended(state, seconds: null));

        Counts(row).Where(c => c.Value != 0).Select(c => c.Name).ShouldBe(count is null ? [] : [count]);
    }

    [Fact]
    public void ADelayIsThatOfTheNearestRank()
    {
        var events = Enumerable.Range(1, 10).Select(n => Ended(RepatriationState.Completed, n * 60));
        var row = Row([.. events, Ended(RepatriationState.NotNeeded, 1), Ended(RepatriationState.Failed, 1)]);

        (row.MedianSeconds, row.NinetiethSeconds).ShouldBe((300, 540));
        Row(Ended(RepatriationState.Completed, 7)).NinetiethSeconds.ShouldBe(7);
        Row().MedianSeconds.ShouldBeNull();
    }

    [Fact]
    public void TheShareThatCouldBeShownIsOfAllMeetingsTogether()
    {
        var row = Row(Began(3, 3, ready: true), Began(7, 2, ready: false), Began(0, 0, ready: true));

        (row.Meetings, row.MeetingsReady, row.StudiesAtMeeting, row.ReadyAtMeeting).ShouldBe((3, 2, 10, 5));
        row.ShareReady.ShouldBe(0.5);
        Row(Began(0, 0, ready: true)).ShareReady.ShouldBeNull();
    }

    [Fact]
    public void EveryFigureHasItsCountInTheRow() =>
        Enum.GetNames<ActivityFigure>().ShouldBeSubsetOf(Counts(Row()).Select(count => count.Name));

    private static ActivityRow Row(params ActivityEvent[] events) => ActivityRow.From("2026-11", events);

    private static ActivityEvent Ended(RepatriationState state, int? seconds) =>
        new()
        {
            Action = TraceAction.RepatriationEnded,
            State = state.ToString(),
            Seconds = seconds,
            Outcome = state is RepatriationState.Failed ? TraceOutcome.Failed : TraceOutcome.Succeeded,
        };

    private static ActivityEvent Began(int studies, int online, bool ready) =>
        new()
        {
            Action = TraceAction.RcpBegan,
            Studies = studies,
            Online = online,
            Ready = ready,
        };

    private static IEnumerable<(string Name, int Value)> Counts(ActivityRow row) =>
        typeof(ActivityRow)
            .GetProperties()
            .Where(property => property.PropertyType == typeof(int))
            .Select(property => (property.Name, (int)property.GetValue(row)!));
}
