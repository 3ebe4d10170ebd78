using Azure;
using Azure.Identity;
using KryptonFunctions.Access;
using KryptonFunctions.Traces;
using KryptonFunctions.Traces.Audit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Runner.Audit;

/// <summary>
/// The verb <c>verify-traces</c>: the traces of a storage account, held against themselves. It only reads.
/// </summary>
internal static class VerifyTraces
{
    public static async Task<ExitCode> RunAsync(CommandLine commandLine, CancellationToken stop)
    {
        await using var services = Services(commandLine);
        try
        {
            await using var export = commandLine.Export is { } folder ? new AuditExport(folder) : null;
            var report = await services
                .GetRequiredService<TraceAudit>()
                .RunAsync(!commandLine.WithoutSeals, export, stop);
            foreach (var line in report.Lines)
            {
                Console.WriteLine(line);
            }

            return report.Broken == 0 ? ExitCode.Done : ExitCode.NotAsItShouldBe;
        }
        catch (OptionsValidationException missing)
        {
            throw new RunnerException(
                ExitCode.BrokenSetting,
                missing.Failures.First() + " Give it in the environment, or --without-seals.",
                missing
            );
        }
        catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            throw new RunnerException(ExitCode.NotStarted, $"The storage account cannot be read: {FirstLine(e)}", e);
        }
    }

    private static ServiceProvider Services(CommandLine commandLine)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(AuditedAccount.Of(commandLine))
            .AddEnvironmentVariables()
            .AddInMemoryCollection(AuditedAccount.Named(commandLine.Account))
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddAccess(configuration)
            .AddTraces(configuration)
            .AddSingleton<TraceAudit>()
            .BuildServiceProvider();
    }

    private static string FirstLine(Exception e) => (e.InnerException ?? e).Message.Split('\n')[0].Trim();
}
