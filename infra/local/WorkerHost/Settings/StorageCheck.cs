using System.Net.Sockets;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace WorkerHost.Settings;

/// <summary>
/// Looks whether the storage account can be reached: the extensions would try again for minutes, without a word.
/// </summary>
internal static class StorageCheck
{
    private const string Setting = "AzureWebJobsStorage";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="HostException">
    /// The setting is missing or broken, or nothing answers at its addresses.
    /// </exception>
    public static async Task EnsureReachableAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (configuration[Setting] is not { Length: > 0 } connection)
        {
            // By identity: the extensions say what is wrong.
            if (configuration.GetSection(Setting).GetChildren().Any())
            {
                return;
            }

            throw new HostException(ExitCode.WorkerDidNotStart, $"The setting {Setting} is missing.");
        }

        foreach (var (service, address) in Addresses(connection))
        {
            await ConnectAsync(service, address, cancellationToken);
        }
    }

    private static (string Service, Uri Address)[] Addresses(string connection)
    {
        try
        {
            return [("blob", new BlobServiceClient(connection).Uri), ("queue", new QueueServiceClient(connection).Uri)];
        }
        catch (Exception broken) when (broken is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new HostException(
                ExitCode.WorkerDidNotStart,
                $"The setting {Setting} is no connection string.",
                broken
            );
        }
    }

    private static async Task ConnectAsync(string service, Uri address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(address.Host, address.Port, patience.Token);
        }
        catch (Exception gone)
            when (gone is SocketException
                || (gone is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            var why = gone is SocketException ? gone.Message : "it does not answer.";
            throw new HostException(
                ExitCode.NoStorage,
                $"The {service} storage at {address.Scheme}://{address.Authority} cannot be used: {why}",
                gone
            );
        }
    }
}
