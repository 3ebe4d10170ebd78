using System.Diagnostics;
using System.Text.Json;
using Lab.Comparison;
using Spectre.Console;

namespace Runner.Demo;

/// <summary>The verb <c>lab demo</c>: the main job on real archives, and a look at every file.</summary>
internal static class LabDemo
{
    public static async Task<ExitCode> RunAsync(CommandLine commandLine, CancellationToken stop)
    {
        var screen = new DemoScreen(AnsiConsole.Console);
        await using var stack = await LocalStack.StartAsync(StackOptions.From(commandLine, screen.Say), stop);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            Timeout = TimeSpan.FromSeconds(30),
        };
        var clock = Stopwatch.StartNew();
        var job = new MainJob(new(stack.Functions, stack.Dcc, stack.Mock, stack.Lab!.Population), http, screen);
        var done = await job.RunAsync(stop);

        screen.Step("Every file at CENTRAL against its source, by SHA-256");
        var studies = (await stack.Lab.Archives.Central.StudiesAsync(stop)).Union(job.Attached);
        var files = await ComparedFiles.CompareAsync(stack.Lab.Archives, studies, stop);
        var result = new LabResult(
            files.Studies,
            files.Instances,
            files.Bytes,
            files.Differing,
            done.Orders,
            done.DuplicateOrders,
            Math.Round(clock.Elapsed.TotalSeconds, 1)
        );
        var complaints = DemoVerdict.Complaints(done, job.ToOrder).Concat(LabResult.Complaints(files)).ToList();
        complaints.ForEach(screen.Complain);
        // Nothing may follow it: whoever runs the demo in a script reads the last line.
        Console.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
        return complaints.Count == 0 ? ExitCode.Done : ExitCode.NotAsItShouldBe;
    }
}
