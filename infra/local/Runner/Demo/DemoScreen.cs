using Spectre.Console;

namespace Runner.Demo;

/// <summary>What the person at the keyboard sees of the demo; without a terminal, plain lines.</summary>
public sealed class DemoScreen(IAnsiConsole console)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private int steps;
    private string last = string.Empty;

    public void Say(string progress) => console.MarkupLineInterpolated($"[grey]{progress}[/]");

    public void Complain(string complaint) => console.MarkupLineInterpolated($"[red]{complaint}[/]");

    public void Step(string what) => console.MarkupLineInterpolated($"[bold]{++steps}. {what}[/]");

    public void Prepared(string preFicheId, DemoPatient patient, SearchAnswer found, Candidate chosen, int studies)
    {
        Asked(preFicheId, patient);
        console.MarkupLineInterpolated(
            $"{found.Candidates.Count} candidate(s), the user takes the {chosen.Confidence} one, attaches {studies}"
        );
    }

    public void NotFound(string preFicheId, DemoPatient patient, SearchAnswer found)
    {
        Asked(preFicheId, patient);
        console.MarkupLineInterpolated($"[red]{found.Candidates.Count} candidate(s), none with studies[/]");
    }

    public void Link(string layout, string what) => console.MarkupLineInterpolated($"   {layout}: {what}");

    private void Asked(string preFicheId, DemoPatient patient) =>
        console.MarkupInterpolated($"   {preFicheId}  {patient.Label} [grey](asked by {patient.Spelling})[/]: ");

    /// <summary>
    /// Asks for the board until all studies are settled, or until it is told to stop; gives the last board.
    /// </summary>
    public async Task<Board> WatchAsync(Func<Task<Board>> ask, int studies, CancellationToken stop)
    {
        var board = await ask();
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Capabilities.Ansi)
        {
            return await PollAsync(board, ask, studies, Line, stop);
        }

        return await console
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async progress =>
            {
                var bars = board.Prefiches.ToDictionary(
                    prefiche => prefiche.PreFicheId,
                    prefiche => progress.AddTask(prefiche.PreFicheId, maxValue: 1)
                );
                return await PollAsync(board, ask, studies, now => Draw(now, bars), stop);
            });
    }

    public void Summary(Board board, IReadOnlyList<DemoStudy> attached)
    {
        var table = new Table().AddColumns("pré-fiche", "studies", "modalities", "states").Border(TableBorder.Rounded);
        foreach (var prefiche in board.Prefiches)
        {
            var mine = attached.Where(study => study.PreFicheId == prefiche.PreFicheId).ToList();
            var states = prefiche.Studies.CountBy(study => study.State).Select(state => $"{state.Value} {state.Key}");
            table.AddRow(
                Markup.Escape(prefiche.PreFicheId),
                $"{mine.Count}",
                Markup.Escape(string.Join(' ', mine.SelectMany(study => study.Study.Modalities).Distinct())),
                Markup.Escape(string.Join(", ", states))
            );
        }

        console.Write(table);
    }

    private static async Task<Board> PollAsync(
        Board board,
        Func<Task<Board>> ask,
        int studies,
        Action<Board> show,
        CancellationToken stop
    )
    {
        using var pace = new PeriodicTimer(Pace);
        show(board);
        try
        {
            while (
                board.Prefiches.Sum(prefiche => prefiche.Studies.Count(study => study.Settled)) < studies
                && await pace.WaitForNextTickAsync(stop)
            )
            {
                board = await ask();
                show(board);
            }
        }
        catch (OperationCanceledException)
        {
            // Out of patience: what is not ready is shown as it is.
        }

        return board;
    }

    private static void Draw(Board board, Dictionary<string, ProgressTask> bars)
    {
        foreach (var prefiche in board.Prefiches.Where(prefiche => prefiche.Studies.Count > 0))
        {
            bars[prefiche.PreFicheId].Value = prefiche.Studies.Average(study => study.Online ? 1 : study.Progress ?? 0);
        }
    }

    private void Line(Board board)
    {
        var line = string.Join(
            ", ",
            board
                .Prefiches.SelectMany(prefiche => prefiche.Studies)
                .CountBy(study => study.State)
                .OrderBy(state => state.Key)
                .Select(state => $"{state.Value} {state.Key}")
        );
        if (line != last)
        {
            console.WriteLine($"   {line}");
            last = line;
        }
    }
}
