using Azure;
using Azure.Identity;
using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Traces;
using KryptonFunctions.Traces.Audit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Runner.Audit;

/// <summary>
/// The verb <c>reconcile-traces</c>: our traces of some days against what Krypton recorded of us. It only reads.
/// </summary>
internal static class ReconcileTraces
{
    public static async Task<ExitCode> RunAsync(CommandLine commandLine, CancellationToken stop)
    {
        await using var services = Services(commandLine);
        var yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        var (from, to) = (commandLine.From ?? yesterday, commandLine.To ?? yesterday);
        try
        {
            var report = await services
                .GetRequiredService<Reconciliation>()
                .RunAsync(Start(from), Start(to.AddDays(1)), stop);
            foreach (var line in report.Lines)
            {
                Console.WriteLine(line);
            }

            return report.Agrees ? ExitCode.Done : ExitCode.NotAsItShouldBe;
        }
        catch (OptionsValidationException missing)
        {
            throw new RunnerException(ExitCode.BrokenSetting, missing.Failures.First(), missing);
        }
        catch (InvalidOperationException unread)
        {
            throw new RunnerException(ExitCode.NotStarted, unread.Message, unread);
        }
        catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            throw new RunnerException(
                ExitCode.NotStarted,
                $"The storage account cannot be read: {(e.InnerException ?? e).Message.Split('\n')[0].Trim()}",
                e
            );
        }
    }

    private static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static ServiceProvider Services(CommandLine commandLine)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Defaults(commandLine))
            .AddEnvironmentVariables()
            .AddInMemoryCollection(AuditedAccount.Named(commandLine.Account))
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddAccess(configuration)
            .AddTraces(configuration)
            .AddKryptonClients(configuration)
            .AddSingleton<Reconciliation>()
            .BuildServiceProvider();
    }

    /// <summary>This machine's storage and mock; only the right to read audit events is asked for.</summary>
    private static Dictionary<string, string?> Defaults(CommandLine commandLine)
    {
        var mock = $"http://localhost:{commandLine.Ports.Mock}";
        return new(AuditedAccount.Of(commandLine))
        {
            ["Krypton:FhirBaseUrl"] = $"{mock}/fhir",
            ["Krypton:DicomWebBaseUrl"] = $"{mock}/dicomweb",
            ["Krypton:TokenUrl"] = $"{mock}/token",
            ["Krypton:ViewerTemplate"] = $"{mock}/viewer?studyUID={{studyUIDs}}",
            ["Krypton:Scope"] = "system/AuditEvent.rs",
        };
    }
}
