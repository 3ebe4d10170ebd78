using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Architecture;

/// <summary>Each event of the log has an id of its own, a meaning, and its line in the docs.</summary>
public sealed class EventTests
{
    [Fact]
    public void NoIdStandsForTwoEvents() =>
        LoggedEvent
            .All.GroupBy(logged => logged.Id)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key)
            .ShouldBeEmpty();

    [Fact]
    public void EveryEventHasAMeaningAndSomethingToDo() =>
        LoggedEvent
            .All.Select(logged => logged.Id)
            .Except(EventMeanings.All.Keys)
            .ShouldBeEmpty("add them to EventMeanings.cs");

    [Fact]
    public void NoMeaningIsLeftOfAnEventThatIsGone() =>
        EventMeanings
            .All.Keys.Except(LoggedEvent.All.Select(logged => logged.Id))
            .ShouldBeEmpty("take them out of EventMeanings.cs");

    [Fact]
    public void ThePageOfTheEventsIsThatOfTheCode()
    {
        if (Environment.GetEnvironmentVariable("KRYPTON_WRITE_EVENTS") == "1")
        {
            File.WriteAllText(EventPage.FilePath, EventPage.Make());
        }

        File.ReadAllText(EventPage.FilePath)
            .ShouldBe(EventPage.Make(), "run EventTests with KRYPTON_WRITE_EVENTS=1 and commit docs/events.md");
    }
}
