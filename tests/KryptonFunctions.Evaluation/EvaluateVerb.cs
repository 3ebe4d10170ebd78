using System.CommandLine;
using KryptonFunctions.Evaluation.Measuring;
using KryptonFunctions.Evaluation.Reporting;
using KryptonFunctions.IdentitySearch;
using KryptonMock.Population;
using Spectre.Console;

namespace KryptonFunctions.Evaluation;

/// <summary>The evaluation itself: progress, table, plot where asked for, and the figures as the last line.</summary>
internal static class EvaluateVerb
{
    private static readonly Option<string> Population = new("--population") { HelpName = "DIR", Required = true };
    private static readonly Option<string> Searches = new("--searches") { HelpName = "FILE", Required = true };
    private static readonly Option<string?> Plot = new("--plot") { HelpName = "FILE.svg" };

    /// <summary>Default: the size of the population, which is the register of the platform at hand.</summary>
    private static readonly NumberOption Register = new("--register", 0);
    private static readonly Option<bool> Json = new("--json") { Description = "Only the figures on standard output" };
    private static readonly Option<bool> NoOrLists = new("--no-or-lists");
    private static readonly Option<bool> Exact = new("--exact");
    private static readonly Option<bool> AccentInsensitive = new("--accent-insensitive");

    /// <summary>What is done where no verb is named.</summary>
    public static void AddTo(RootCommand root)
    {
        Option[] all = [Population, Searches, Plot, Register, Json, NoOrLists, Exact, AccentInsensitive];
        foreach (var option in all)
        {
            root.Options.Add(option);
        }

        root.SetAction((given, _) => RunAsync(given));
    }

    private static async Task<int> RunAsync(ParseResult given)
    {
        var population = given.GetRequiredValue(Population);
        var records = PopulationFiles.Lines(population, PopulationFiles.Patients).Count();
        var capabilities = Capabilities(given, records);
        var searches = EvaluatedSearch.ReadAll(given.GetRequiredValue(Searches));

        // With --json only the figures go to standard output.
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(given.GetValue(Json) ? Console.Error : Console.Out) }
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
        if (given.GetValue(Plot) is { } plot && trials.Any(trial => trial.IsPresent))
        {
            await File.WriteAllTextAsync(
                plot,
                RecallPlot.Draw(
                    RecallPlot.Points(trials),
                    $"Record recall against requests, {evaluation.Records} records"
                )
            );
        }

        Console.WriteLine(figures.ToJson());
        return 0;
    }

    private static SearchCapabilities Capabilities(ParseResult given, int records) =>
        new()
        {
            RegisterSize = Math.Max(1000, given.GetValue(Register) is > 0 and var register ? register : records),
            OrLists = !given.GetValue(NoOrLists),
            NameMatching = given.GetValue(Exact) ? NameMatching.Exact : NameMatching.Prefix,
            AccentSensitive = !given.GetValue(AccentInsensitive),
        };
}
