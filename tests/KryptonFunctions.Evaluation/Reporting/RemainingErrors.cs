using KryptonFunctions.Access;
using KryptonFunctions.Evaluation.Measuring;
using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.IdentitySearch.Ranking;
using KryptonFunctions.Krypton;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace KryptonFunctions.Evaluation.Reporting;

/// <summary>
/// Says of which kind the true records are that were missed, and the wrong ones that came near the top.
/// </summary>
internal static class RemainingErrors
{
    private const int Shown = 12;

    public static async Task PrintAsync(
        IAnsiConsole console,
        IReadOnlyCollection<Trial> trials,
        KryptonPatients krypton,
        SearchCapabilities capabilities
    )
    {
        var preparer = new IdentityPreparer(NameFrequencies.France, capabilities.StatusVocabulary);
        var scorer = new PairScorer(NameFrequencies.France, capabilities.RegisterSize);
        var reader = new PatientTraitsReader(
            Options.Create(new AppOptions { Environment = AppEnvironment.Local }),
            TimeProvider.System
        );
        var kinds = new List<string>();
        foreach (var trial in trials)
        {
            if (trial.IsRefused)
            {
                kinds.AddRange(trial.Missed.Select(_ => "not found: the request was refused"));
                continue;
            }

            foreach (var id in trial.Missed)
            {
                if (
                    reader.Read(trial.Search.Request.Patient) is Outcome<PatientTraits>.Ok { Value: var traits }
                    && await krypton.ReadAsync(id, default) is PatientReading.Found { Record: var record }
                )
                {
                    var score = scorer.Score(preparer.Prepare(traits), preparer.Prepare(record));
                    kinds.Add($"{(trial.RetrievedIds.Contains(id) ? "not shown" : "not found")}: {Kind(score)}");
                }
            }
        }

        Print(console, "true records missed", kinds);
        Print(
            console,
            "wrong at probable or better",
            [.. trials.SelectMany(trial => trial.Wrong.Select(wrong => Kind(wrong)))]
        );
    }

    private static void Print(IAnsiConsole console, string title, List<string> kinds)
    {
        var table = new Table().AddColumn(new TableColumn("count").RightAligned()).AddColumn($"{title}: {kinds.Count}");
        foreach (
            var kind in kinds
                .GroupBy(kind => kind)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key)
                .Take(Shown)
        )
        {
            table.AddRow(kind.Count().ToString(), Markup.Escape(kind.Key));
        }

        console.Write(table);
    }

    private static string Kind(in PairScore score) =>
        $"surname {score.Surname.Agreement}, given {score.Given.Agreement}, date "
        + $"{score.BirthDate.Agreement}{(score.MayBeRelative ? ", relative" : "")}";

    private static string Kind(Candidate candidate)
    {
        string Of(Trait trait) =>
            candidate.Evidence.FirstOrDefault(evidence => evidence.Trait == trait)?.Agreement.ToString() ?? "Missing";
        return $"surname {Of(Trait.Surname)}, given {Of(Trait.GivenNames)}, date {Of(Trait.BirthDate)}, place "
            + $"{Of(Trait.BirthPlace)}";
    }
}
