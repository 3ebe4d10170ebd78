using System.CommandLine;
using System.Runtime.InteropServices;
using AzuriteServer;
using KryptonMock.Population;
using Lab;
using Runner.Audit;
using Runner.Backup;
using Runner.Demo;
using Runner.Person;
using Runner.Platforms;
using Spectre.Console;

namespace Runner;

/// <summary>Arguments in, exit code out; everything that was started is stopped on the way out.</summary>
internal static class RunnerProgram
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var command = new RunnerCommand().Build(RunAsync);
        var result = command.Parse(arguments);
        if (result.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(result.Errors[0].Message);
            await command.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = Console.Error });
            return (int)ExitCode.Usage;
        }

        // The signals are handled here, and a bug stays an exception.
        return await result.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }
        );
    }

    private static async Task<int> RunAsync(CommandLine commandLine)
    {
        // Where no terminal sets a width, lines are not broken.
        AnsiConsole.Profile.Width = Console.IsOutputRedirected ? 200 : AnsiConsole.Profile.Width;
        using var stop = new CancellationTokenSource();
        using var interrupt = StopOn(PosixSignal.SIGINT, stop);
        using var terminate = StopOn(PosixSignal.SIGTERM, stop);
        return (int)await GuardAsync(() => DoAsync(commandLine, stop.Token), commandLine.Verb, stop.Token);
    }

    private static async Task<ExitCode> DoAsync(CommandLine commandLine, CancellationToken stop)
    {
        switch (commandLine.Verb)
        {
            case Verb.Demo:
                return await DemoProgram.RunAsync(commandLine, stop);
            case Verb.LabDemo:
                return await LabDemo.RunAsync(commandLine, stop);
            case Verb.VerifyTraces:
                return await VerifyTraces.RunAsync(commandLine, stop);
            case Verb.Backup or Verb.Restore:
                return await BackupAccount.RunAsync(commandLine, stop);
            case Verb.Person:
                return await AnswerPerson.RunAsync(commandLine, stop);
            case Verb.ReconcileTraces:
                return await ReconcileTraces.RunAsync(commandLine, stop);
            case Verb.CheckPlatform:
                return await CheckPlatform.RunAsync(commandLine, stop);
        }

        await using var stack = await LocalStack.StartAsync(StackOptions.From(commandLine, Say), stop);
        StartText.Write(AnsiConsole.Console, stack);
        if (stack.Host is null)
        {
            await Task.Delay(Timeout.Infinite, stop);
        }

        var ended = await stack.Host!.EndAsync(stop);
        throw new RunnerException(ExitCode.NotStarted, $"The host of the functions ended with {ended}.");
    }

    /// <summary>
    /// Turns what can go wrong at a person's machine into a sentence and an exit code; a bug stays an exception.
    /// </summary>
    private static async Task<ExitCode> GuardAsync(Func<Task<ExitCode>> work, Verb verb, CancellationToken stop)
    {
        try
        {
            return await work();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Say("Stopped.");
            return verb is Verb.Demo or Verb.LabDemo ? ExitCode.Interrupted : ExitCode.Done;
        }
        catch (RunnerException known)
        {
            return Fail(known.Code, known.Message);
        }
        catch (AzuriteException azurite)
        {
            return Fail(Code(azurite.Problem), azurite.Message);
        }
        catch (LabException lab)
        {
            return Fail(Code(lab.Problem), lab.Message);
        }
        catch (PopulationException population)
        {
            return Fail(ExitCode.NotStarted, $"The population cannot be read. {population.Message}");
        }
        catch (Exception machine) when (machine is IOException or UnauthorizedAccessException)
        {
            return Fail(ExitCode.NotStarted, machine.Message);
        }
        catch (Exception call) when (call is DccCallException or HttpRequestException)
        {
            return Fail(ExitCode.NotAsItShouldBe, call.Message);
        }
    }

    private static ExitCode Code(AzuriteProblem problem) =>
        problem switch
        {
            AzuriteProblem.NodeMissing => ExitCode.NodeMissing,
            AzuriteProblem.PortInUse => ExitCode.PortInUse,
            _ => ExitCode.NotStarted,
        };

    private static ExitCode Code(LabProblem problem) =>
        problem switch
        {
            LabProblem.PackagesMissing => ExitCode.LabPackagesMissing,
            LabProblem.PortInUse => ExitCode.PortInUse,
            _ => ExitCode.NotStarted,
        };

    private static ExitCode Fail(ExitCode code, string message)
    {
        Console.Error.WriteLine(message);
        return code;
    }

    private static void Say(string progress) => AnsiConsole.MarkupLineInterpolated($"[grey]{progress}[/]");

    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                stop.Cancel();
            }
        );
}
