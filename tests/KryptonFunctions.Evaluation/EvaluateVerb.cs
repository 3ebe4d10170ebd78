using KryptonFunctions.Evaluation.Measuring;
using KryptonFunctions.Evaluation.Reporting;
using KryptonFunctions.IdentitySearch;
using KryptonMock.Population;
using Spectre.Console;

namespace KryptonFunctions.Evaluation;

/// <summary>The evaluation itself: progress, table, plot where asked for, and the figures as the last line.</summary>
internal static class EvaluateVerb
{
    public const string Usage =
        "--population DIR --searches FILE [--json] [--plot FILE.svg] [--register N] [--no-or-lists] [--exact] "
        + "[--accent-insensitive]";

    public static async Task<int> RunAsync(string[] given)
    {
        var arguments = new Arguments(
            given,
            ["--population", "--searches", "--plot", "--register"],
            ["--json", "--no-or-lists", "--exact", "--accent-insensitive"]
        );
        var population = arguments["--population"];
        var capabilities = Capabilities(arguments, PopulationFiles.Lines(population, PopulationFiles.Patients).Count());
        var searches = EvaluatedSearch.ReadAll(arguments["--searches"]);

        // With --json only the figures go to standard output.
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(arguments.Has("--json") ? Console.Error : Console.Out),
            }
        );
        using var evaluation = new EvaluationRun(population, capabilities);
        var trials = await Progressing.RunAsync(
            console,
            $"{searches.Count} searches in {evaluation.Records} records",
            searches.Count,
            progress => evaluation.RunAsync(searches, progress)
        );

        var figures = Figures.Of(trials);
        FiguresTable.Print(console, figures, trials);
        await RemainingErrors.PrintAsync(console, trials, evaluation.Krypton, capabilities);
        if (arguments.Has("--plot") && trials.Any(trial => trial.IsPresent))
        {
            await File.WriteAllTextAsync(
                arguments["--plot"],
                RecallPlot.Draw(
                    RecallPlot.Points(trials),
                    $"Record recall against requests, {evaluation.Records} records"
                )
            );
        }

        Console.WriteLine(figures.ToJson());
        return 0;
    }

    // The register of the platform at hand is the population, so its size is that setting's value here.
    private static SearchCapabilities Capabilities(Arguments arguments, int records) =>
        new()
        {
            RegisterSize = Math.Max(1000, arguments.Number("--register", records)),
            OrLists = !arguments.Has("--no-or-lists"),
            NameMatching = arguments.Has("--exact") ? NameMatching.Exact : NameMatching.Prefix,
            AccentSensitive = !arguments.Has("--accent-insensitive"),
        };
}
