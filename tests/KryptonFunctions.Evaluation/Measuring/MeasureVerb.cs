using System.CommandLine;
using System.Diagnostics;
using KryptonFunctions.Evaluation.Generating;
using KryptonFunctions.Evaluation.Reporting;
using KryptonFunctions.IdentitySearch;
using KryptonMock.Patients;
using Spectre.Console;

namespace KryptonFunctions.Evaluation.Measuring;

/// <summary>
/// Makes a register in memory and searches in it: no files, so that the largest register that the memory holds can be
/// measured. Says what it took.
/// </summary>
internal static class MeasureVerb
{
    private const double Gigabyte = 1024.0 * 1024 * 1024;
    private static readonly NumberOption Persons = new("--persons");
    private static readonly NumberOption Seed = new("--seed", 1);
    private static readonly NumberOption Errors = new("--errors", 1);
    private static readonly NumberOption Present = new("--present", 20_000);
    private static readonly NumberOption Absent = new("--absent", 30_000);

    public static Command Command()
    {
        var names = GenerateVerb.NamesOption();
        var command = new Command("measure", "Makes a register in memory and searches in it")
        {
            Persons,
            Seed,
            Errors,
            Present,
            Absent,
            names,
        };
        command.SetAction(
            (given, _) =>
                RunAsync(
                    new GenerateOptions
                    {
                        Persons = given.GetValue(Persons),
                        Seed = given.GetValue(Seed),
                        Errors = given.GetValue(Errors),
                        Names = given.GetRequiredValue(names),
                        Folder = "",
                        Present = given.GetValue(Present),
                        Absent = given.GetValue(Absent),
                    }
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(GenerateOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        var (index, searches) = GenerateVerb.Register(options, new PatientIndexBuilder(NameFolding.Case));
        using var evaluation = new EvaluationRun(
            index,
            new SearchCapabilities { RegisterSize = Math.Max(1000, index.Count) }
        );
        Console.WriteLine(
            $"{index.Count} records, names {options.Names}, errors x{options.Errors}, seed {options.Seed}: made in "
                + $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"
        );
        var trials = await evaluation.RunAsync(searches, _ => { });
        FiguresTable.Print(AnsiConsole.Console, Figures.Of(trials), trials);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, at most {process.PeakWorkingSet64 / Gigabyte:0.0} GB"
        );
        Console.WriteLine(Figures.Of(trials).ToJson());
        return 0;
    }
}
