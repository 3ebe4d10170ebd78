using Spectre.Console;

namespace KryptonFunctions.Evaluation.Reporting;

/// <summary>Runs work under a progress bar.</summary>
internal static class Progressing
{
    public static Task<T> RunAsync<T>(IAnsiConsole console, string title, int steps, Func<Action<int>, Task<T>> work) =>
        console
            .Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: steps);
                return work(done => task.Increment(done));
            });
}
