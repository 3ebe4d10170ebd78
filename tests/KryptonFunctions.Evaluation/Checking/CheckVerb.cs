using System.CommandLine;
using KryptonFunctions.Evaluation.Generating;
using KryptonFunctions.Evaluation.Measuring;
using KryptonFunctions.Evaluation.Reporting;
using KryptonFunctions.IdentitySearch;
using Spectre.Console;

namespace KryptonFunctions.Evaluation.Checking;

/// <summary>
/// The evaluation as part of the build: three seeds, errors once and doubled, and names that the weights were not made
/// from, 60,000 records each; ends with 1 where a figure misses its bound.
/// </summary>
internal static class CheckVerb
{
    private static readonly NumberOption Persons = new("--persons", 31_500);
    private static readonly NumberOption Present = new("--present", 1500);
    private static readonly NumberOption Absent = new("--absent", 3000);
    private static readonly NumberOption Seeds = new("--seeds", 3);

    public static Command Command()
    {
        var command = new Command("check", "Ends with 1 where a figure misses its bound")
        {
            Persons,
            Present,
            Absent,
            Seeds,
        };
        command.SetAction((given, _) => RunAsync(given));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult given)
    {
        var missed = false;
        var seeds = given.GetValue(Seeds);
        foreach (
            var register in new Register[]
            {
                new("errors x1", "french", 1, seeds),
                new("errors x2", "french", 2, seeds),
                new("Anglo-Saxon names", "anglo", 1, 1),
                new("Arabic names", "arabic", 1, 1),
            }
        )
        {
            var trials = new List<Trial>();
            for (var seed = 1; seed <= register.Seeds; seed++)
            {
                trials.AddRange(await RunAsync(given, register, seed));
            }

            var figures = Figures.Of(trials);
            AnsiConsole.MarkupLine($"{register.Title}, all seeds:");
            FiguresTable.Print(AnsiConsole.Console, figures, trials);
            foreach (var miss in Thresholds.Of(register.Errors, register.Seeds).Misses(figures))
            {
                missed = true;
                Console.Error.WriteLine($"{register.Title}: {miss}");
            }

            Console.WriteLine(figures.ToJson());
        }

        return missed ? 1 : 0;
    }

    private static async Task<IReadOnlyCollection<Trial>> RunAsync(ParseResult given, Register register, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("krypton-evaluation-").FullName;
        try
        {
            var (records, _) = GenerateVerb.Generate(
                new GenerateOptions
                {
                    Persons = given.GetValue(Persons),
                    Seed = seed,
                    Errors = register.Errors,
                    Names = register.Names,
                    Folder = folder,
                    Present = given.GetValue(Present),
                    Absent = given.GetValue(Absent),
                }
            );
            var searches = EvaluatedSearch.ReadAll(Path.Combine(folder, GenerateOptions.Searches));
            using var evaluation = new EvaluationRun(
                folder,
                new SearchCapabilities { RegisterSize = Math.Max(1000, records) }
            );
            return await Progressing.RunAsync(
                AnsiConsole.Console,
                $"{register.Title}, seed {seed}: {searches.Count} searches in {records} records",
                searches.Count,
                progress => evaluation.RunAsync(searches, progress)
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed record Register(string Title, string Names, int Errors, int Seeds);
}
