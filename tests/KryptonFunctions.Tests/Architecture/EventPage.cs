using System.Text;

namespace KryptonFunctions.Tests.Architecture;

/// <summary>The page <c>docs/events.md</c>, made from the code and from <see cref="EventMeanings"/>.</summary>
internal static class EventPage
{
    public static string FilePath { get; } = Path.Combine(SolutionFolder.Path, "docs", "events.md");

    private const string Head = """
        # Events of the log

        Every line that the app itself logs, by its event id. Lines hold opaque ids only, never a name, an INS, an
        IPP or a token. The category is the class; on Azure they are in `traces` of Application Insights. Critical
        lines raise an alert (`infra/azure/telemetry.bicep`).

        Generated from the code and from `tests/KryptonFunctions.Tests/Architecture/EventMeanings.cs`; a test
        compares it.

        After a change:

            KRYPTON_WRITE_EVENTS=1 dotnet run -c Release --project tests/KryptonFunctions.Tests -- -class "*EventTests"

        | id | level | line | class | meaning | what to do |
        |---|---|---|---|---|---|

        """;

    public static string Make()
    {
        var page = new StringBuilder(Head);
        foreach (var logged in LoggedEvent.All)
        {
            var (meaning, toDo) = EventMeanings.All[logged.Id];
            var cells = new[] { $"{logged.Id}", $"{logged.Level}", logged.Text, $"`{logged.From}`", meaning, toDo };
            page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        }

        return page.ToString();
    }
}
