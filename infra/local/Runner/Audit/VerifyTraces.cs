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
            .AddInMemoryCollection(Defaults(commandLine))
            .AddEnvironmentVariables()
            .AddInMemoryCollection(Account(commandLine))
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddAccess(configuration)
            .AddTraces(configuration)
            .AddSingleton<TraceAudit>()
            .BuildServiceProvider();
    }

    /// <summary>The storage of this machine, with its well-known keys.</summary>
    private static Dictionary<string, string?> Defaults(CommandLine commandLine) =>
        new()
        {
            ["App:Environment"] = commandLine.Account is null
                ? nameof(AppEnvironment.Local)
                : nameof(AppEnvironment.Production),
            [AppStorage.Setting] = new AzuriteServer.AzuritePorts(
                commandLine.Ports.Blob,
                commandLine.Ports.Queue,
                commandLine.Ports.Table
            ).ConnectionString,
        };

    /// <summary>By the identity of who runs it; no connection string may be left beside it.</summary>
    private static Dictionary<string, string?> Account(CommandLine commandLine) =>
        commandLine.Account is { } account
            ? new() { [AppStorage.Setting] = null, [$"{AppStorage.Setting}:accountName"] = account }
            : [];

    private static string FirstLine(Exception e) => (e.InnerException ?? e).Message.Split('\n')[0].Trim();
}
