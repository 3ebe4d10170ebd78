using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using KryptonFunctions.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Runner.Audit;

namespace Runner.Backup;

/// <summary>
/// The verbs <c>backup</c> and <c>restore</c>: the tables and digests of a storage account to files and back. Azure
/// brings tables back to no point in time by itself.
/// </summary>
internal static class BackupAccount
{
    public static async Task<ExitCode> RunAsync(CommandLine commandLine, CancellationToken stop)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(AuditedAccount.Of(commandLine))
            .AddEnvironmentVariables()
            .AddInMemoryCollection(AuditedAccount.Named(commandLine.Account))
            .Build();
        await using var services = new ServiceCollection().AddAppStorage(configuration).BuildServiceProvider();
        var backup = new AccountBackup(
            services.GetRequiredService<TableServiceClient>(),
            services.GetRequiredService<BlobServiceClient>(),
            commandLine.Folder!
        );
        try
        {
            var done =
                commandLine.Verb == Verb.Backup ? await backup.WriteAsync(stop) : await backup.RestoreAsync(stop);
            foreach (var (table, rows) in done)
            {
                Console.WriteLine($"{table} {rows}");
            }

            return ExitCode.Done;
        }
        catch (FormatException broken)
        {
            throw new RunnerException(ExitCode.NotStarted, $"The backup cannot be read: {broken.Message}", broken);
        }
        catch (Exception e) when (e is RequestFailedException or AuthenticationFailedException or AggregateException)
        {
            throw new RunnerException(
                ExitCode.NotStarted,
                $"The storage account does not take it: {(e.InnerException ?? e).Message.Split('\n')[0].Trim()}",
                e
            );
        }
    }
}
