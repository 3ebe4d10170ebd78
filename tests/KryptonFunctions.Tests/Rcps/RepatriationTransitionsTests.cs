using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Architecture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>The table of transitions in <c>docs/prefetch.md</c> says what the rules do, no more and no less.</summary>
public sealed class RepatriationTransitionsTests
{
    private const string Heading = "### The transitions";

    [Fact]
    public void TheDocumentListsExactlyTheTransitionsThatCanBeReached()
    {
        var documented = Documented().ToList();
        var reached = new RepatriationGrid().Transitions();

        reached
            .Except(documented)
            .Select(t => t.ToString())
            .Order(StringComparer.Ordinal)
            .ShouldBeEmpty("the table lacks these");
        documented
            .Except(reached)
            .Select(t => t.ToString())
            .Order(StringComparer.Ordinal)
            .ShouldBeEmpty("the table has these, and no rule makes them");
        documented.ShouldBeUnique();
    }

    private static IEnumerable<Transition> Documented()
    {
        var rows = File.ReadLines(Path.Combine(SolutionFolder.Path, "docs", "prefetch.md"))
            .SkipWhile(line => line != Heading)
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries));
        return from cells in rows
            from before in Read<RepatriationState>(cells[1])
            from after in Read<RepatriationState>(cells[3])
            from reason in Read<RepatriationReason>(cells[4])
            select new Transition(before, after, reason, Done(cells[5]));
    }

    private static IEnumerable<TEnum> Read<TEnum>(string codes)
        where TEnum : struct, Enum => codes.Split(", ").Select(code => Enum.Parse<TEnum>(code, ignoreCase: true));

    private static OrderAct Done(string text) =>
        text switch
        {
            "nothing" => OrderAct.None,
            "order" => OrderAct.Place,
            "take back" => OrderAct.TakeBack,
            _ => throw new ArgumentOutOfRangeException(nameof(text), text, "Not a thing that is done about an order."),
        };
}
