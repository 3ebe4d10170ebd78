using KryptonFunctions.Conformance;
using KryptonFunctions.Conformance.Recording;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

return args switch
{
    ["record"] => await Recorder.RunAsync(runs: 3),
    ["record", var runs] when int.TryParse(runs, out var count) && count > 0 => await Recorder.RunAsync(count),
    // What the runner would generate: 'dotnet test' speaks to a server.
    _ when args.Contains("--server") => await TestPlatformTestFramework.RunAsync(
        args,
        SelfRegisteredExtensions.AddSelfRegisteredExtensions
    ),
    _ => await ConsoleRunner.Run(args),
};
