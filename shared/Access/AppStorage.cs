using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Azure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Access;

/// <summary>
/// The one storage account, read from <c>AzureWebJobsStorage</c> as the Functions host reads it: a connection string,
/// or (with the app's identity)
/// <c>AzureWebJobsStorage:accountName</c> or <c>:tableServiceUri</c>, <c>:queueServiceUri</c>, <c>:blobServiceUri</c>,
/// and <c>:clientId</c> for a user-assigned identity.
/// </summary>
public static class AppStorage
{
    public const string Setting = "AzureWebJobsStorage";

    private const int Retries = 2;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Registers the table, queue and blob service clients, and the creation at start of what <see cref="AddTable"/>
    /// and its like have named.
    /// </summary>
    public static IServiceCollection AddAppStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var account = new StorageAccount(configuration);
        services.AddAzureClients(clients =>
        {
            clients.ConfigureDefaults(AnswerSoon);
            clients.AddClient<TableServiceClient, TableClientOptions>(options =>
                account.Connect(
                    "table",
                    text => new TableServiceClient(text, options),
                    (uri, identity) => new TableServiceClient(uri, identity, options)
                )
            );
            clients
                .AddClient<QueueServiceClient, QueueClientOptions>(options =>
                    account.Connect(
                        "queue",
                        text => new QueueServiceClient(text, options),
                        (uri, identity) => new QueueServiceClient(uri, identity, options)
                    )
                )
                // The queue trigger of the Functions host expects Base64 (host.json, messageEncoding).
                .ConfigureOptions(options => options.MessageEncoding = QueueMessageEncoding.Base64);
            clients.AddClient<BlobServiceClient, BlobClientOptions>(options =>
                account.Connect(
                    "blob",
                    text => new BlobServiceClient(text, options),
                    (uri, identity) => new BlobServiceClient(uri, identity, options)
                )
            );
        });

        // The clients' events go to the log now; addresses hold the ids of RCPs, and each request would be a line.
        services.AddLogging(logging => logging.AddFilter("Azure", LogLevel.Warning));
        return services.AddHostedService<StorageSetup>();
    }

    /// <summary>Has the table made at start.</summary>
    public static IServiceCollection AddTable(this IServiceCollection services, string name) =>
        services.Configure<StorageLayout>(layout => layout.Tables.Add(name));

    /// <summary>Has the queue made at start.</summary>
    public static IServiceCollection AddQueue(this IServiceCollection services, string name) =>
        services.Configure<StorageLayout>(layout => layout.Queues.Add(name));

    /// <summary>Has the blob container made at start.</summary>
    public static IServiceCollection AddBlobContainer(this IServiceCollection services, string name) =>
        services.Configure<StorageLayout>(layout => layout.BlobContainers.Add(name));

    /// <summary>
    /// A caller waits for us: what does not answer soon is reported as unavailable rather than retried for minutes.
    /// </summary>
    private static void AnswerSoon(ClientOptions options)
    {
        options.Retry.MaxRetries = Retries;
        options.Retry.Delay = RetryDelay;
        options.Retry.NetworkTimeout = AttemptLimit;

        // Requests and answers stay out of the log: their addresses hold the ids of RCPs.
        options.Diagnostics.IsLoggingEnabled = false;
    }
}
