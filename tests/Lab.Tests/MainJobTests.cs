using Lab.Comparison;
using Runner.Demo;
using Shouldly;
using Spectre.Console;
using Xunit;

namespace Lab.Tests;

/// <summary>The main job on real archives.</summary>
public sealed class MainJobTests(RunningLab running)
{
    [Fact]
    public async Task EveryStudyIsBroughtOnceAndEveryFileIsTheSame()
    {
        var lab = running.Lab;
        var quiet = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(TextWriter.Null) });
        var places = new DemoPlaces(running.Functions, running.Dcc, lab.Address, lab.Population);
        var job = new MainJob(places, running.Http, new DemoScreen(quiet));

        var done = await job.RunAsync(TestContext.Current.CancellationToken);

        DemoVerdict.Complaints(done, job.ToOrder).ShouldBeEmpty();
        var files = await ComparedFiles.CompareAsync(lab.Archives, job.Attached, TestContext.Current.CancellationToken);
        files.Studies.ShouldBe(done.Studies);
        files.Instances.ShouldBeGreaterThan(files.Studies);
        files.Differing.ShouldBe(0);
    }
}
