using System.CommandLine;
using System.Runtime.InteropServices;

namespace WorkerHost;

/// <summary>Arguments in, exit code out.</summary>
internal static class HostProgram
{
    private static readonly TimeSpan MaxStop = TimeSpan.FromSeconds(4.5);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var app = new Option<string>("--app") { Required = true, Description = "Folder of the published function app" };
        var port = new Option<int>("--port")
        {
            DefaultValueFactory = _ => 7071,
            Description = "Where it answers, on localhost",
        };
        var settings = new Option<string?>("--settings")
        {
            Description = "A local.settings.json; the environment goes first",
        };
        var withInput = new Option<bool>("--stop-with-input") { Description = "Stop when the standard input closes" };
        var command = new RootCommand("Runs a published .NET isolated function app.")
        {
            app,
            port,
            settings,
            withInput,
        };
        command.SetAction(
            (parsed, _) =>
                GuardAsync(
                    new HostOptions(
                        Path.GetFullPath(parsed.GetRequiredValue(app)),
                        parsed.GetValue(port),
                        parsed.GetValue(settings),
                        parsed.GetValue(withInput)
                    )
                )
        );
        var result = command.Parse(arguments);
        if (result.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(result.Errors[0].Message);
            return (int)ExitCode.Usage;
        }

        // The signals are handled here: the library would give a stop two seconds only.
        return await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static async Task<int> GuardAsync(HostOptions options)
    {
        using var stop = new CancellationTokenSource();
        await using var limit = stop.Token.Register(LimitTheStop);
        using var interrupt = StopOn(PosixSignal.SIGINT, stop);
        using var terminate = StopOn(PosixSignal.SIGTERM, stop);
        if (options.StopWithInput)
        {
            StopWithInput(stop);
        }

        try
        {
            await FunctionHost.RunAsync(options, stop.Token);
            return End(ExitCode.Stopped);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return End(ExitCode.Stopped);
        }
        catch (HostException known)
        {
            await Console.Error.WriteLineAsync(known.Message);
            return End(known.Code);
        }
    }

    /// <summary>Whatever holds a stop up; the worker ends with this process.</summary>
    private static void LimitTheStop()
    {
        var limit = new Thread(() =>
        {
            Thread.Sleep(MaxStop);
            Environment.Exit((int)ExitCode.Stopped);
        })
        {
            IsBackground = true,
        };
        limit.Start();
    }

    /// <summary>
    /// At once: threads of the extensions that wait for a storage that is gone would hold the process for minutes.
    /// </summary>
    private static int End(ExitCode code)
    {
        Environment.Exit((int)code);
        return (int)code;
    }

    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                _ = stop.CancelAsync();
            }
        );

    private static void StopWithInput(CancellationTokenSource stop)
    {
        var watch = new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
                // Nothing is ever sent.
            }

            stop.Cancel();
        })
        {
            IsBackground = true,
        };
        watch.Start();
    }
}
