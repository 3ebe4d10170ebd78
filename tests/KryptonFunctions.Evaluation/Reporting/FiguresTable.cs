using System.Globalization;
using KryptonFunctions.Evaluation.Measuring;
using Spectre.Console;

namespace KryptonFunctions.Evaluation.Reporting;

/// <summary>Prints the figures for people.</summary>
internal static class FiguresTable
{
    public static void Print(IAnsiConsole console, Figures figures, IReadOnlyCollection<Trial> trials)
    {
        var table = new Table().AddColumn("measure").AddColumn(new TableColumn("value").RightAligned());
        Row(
            "searches, person present / absent",
            $"{trials.Count(trial => trial.IsPresent)} / {trials.Count(trial => !trial.IsPresent)}"
        );
        Row("of them refused by the product", $"{trials.Count(trial => trial.IsRefused)}");
        Row("record recall", Percent(figures.RecordRecall));
        Row("recall at 1 / at 5 (persons)", $"{Percent(figures.RecallAt1)} / {Percent(figures.RecallAt5)}");
        Row("right at probable or better", Percent(figures.RightAtProbable));
        Row(
            "wrong at probable or better, present / absent",
            $"{Percent(figures.WrongAtProbablePresent)} / {Percent(figures.WrongAtProbableAbsent)}"
        );
        Row(
            "requests, mean / p95",
            string.Create(CultureInfo.InvariantCulture, $"{figures.RequestsMean:0.00} / {figures.RequestsP95:0}")
        );
        Row("waves, mean", trials.Average(trial => trial.Waves).ToString("0.00", CultureInfo.InvariantCulture));
        Row(
            "records retrieved, mean",
            trials.Average(trial => trial.Retrieved).ToString("0.0", CultureInfo.InvariantCulture)
        );
        Row(
            "own work per search, mean",
            string.Create(CultureInfo.InvariantCulture, $"{figures.MicrosecondsPerSearchMean:0} µs")
        );
        console.Write(table);

        void Row(string measure, string value) => table.AddRow(measure, value);
    }

    private static string Percent(double share) => share.ToString("0.000 %", CultureInfo.InvariantCulture);
}
