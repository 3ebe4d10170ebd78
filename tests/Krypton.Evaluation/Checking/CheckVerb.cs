using Krypton.Evaluation.Generating;
using Krypton.Evaluation.Measuring;
using Krypton.Evaluation.Reporting;
using Krypton.IdentitySearch;
using Spectre.Console;

namespace Krypton.Evaluation.Checking;

/// <summary>The evaluation as part of the build: three seeds, errors once and doubled, 60,000 records each; ends with 1 where a figure misses its bound.</summary>
internal static class CheckVerb
{
    public const string Usage = "check [--persons 31500] [--present 1500] [--absent 3000] [--seeds 3]";

    public static async Task<int> RunAsync(string[] given)
    {
        var arguments = new Arguments(given, ["--persons", "--present", "--absent", "--seeds"], []);
        var missed = false;
        foreach (var errors in new[] { 1, 2 })
        {
            var trials = new List<Trial>();
            for (var seed = 1; seed <= arguments.Number("--seeds", 3); seed++)
            {
                trials.AddRange(await RunAsync(arguments, seed, errors));
            }

            var figures = Figures.Of(trials);
            AnsiConsole.MarkupLine($"errors ×{errors}, all seeds:");
            FiguresTable.Print(AnsiConsole.Console, figures, trials);
            foreach (var miss in Thresholds.Of(errors).Misses(figures))
            {
                missed = true;
                Console.Error.WriteLine($"errors x{errors}: {miss}");
            }

            Console.WriteLine(figures.ToJson());
        }

        return missed ? 1 : 0;
    }

    private static async Task<IReadOnlyCollection<Trial>> RunAsync(Arguments arguments, int seed, int errors)
    {
        var folder = Directory.CreateTempSubdirectory("krypton-evaluation-").FullName;
        try
        {
            var (records, _) = GenerateVerb.Generate(new GenerateOptions
            {
                Persons = arguments.Number("--persons", 31_500),
                Seed = seed,
                Errors = errors,
                Folder = folder,
                Present = arguments.Number("--present", 1500),
                Absent = arguments.Number("--absent", 3000),
            });
            var searches = EvaluatedSearch.ReadAll(Path.Combine(folder, GenerateOptions.Searches));
            using var evaluation = new EvaluationRun(folder, new SearchCapabilities { RegisterSize = Math.Max(1000, records) });
            return await Progressing.RunAsync(AnsiConsole.Console, $"seed {seed}, errors ×{errors}: {searches.Count} searches in {records} records", searches.Count, progress => evaluation.RunAsync(searches, progress));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
