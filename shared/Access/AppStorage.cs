using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

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
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(5);

    /// <summary>The queue trigger of the Functions host expects Base64 (host.json, <c>messageEncoding</c>).</summary>
    private static QueueClientOptions QueueOptions => new() { MessageEncoding = QueueMessageEncoding.Base64 };

    /// <summary>
    /// Registers the table, queue and blob service clients, and the creation at start of what <see cref="AddTable"/>
    /// and its like have named.
    /// </summary>
    public static IServiceCollection AddAppStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ =>
            Make(
                configuration,
                "table",
                new TableClientOptions(),
                (text, options) => new TableServiceClient(text, options),
                (uri, identity, options) => new TableServiceClient(uri, identity, options)
            )
        );
        services.AddSingleton(_ =>
            Make(
                configuration,
                "queue",
                QueueOptions,
                (text, options) => new QueueServiceClient(text, options),
                (uri, identity, options) => new QueueServiceClient(uri, identity, options)
            )
        );
        services.AddSingleton(_ =>
            Make(
                configuration,
                "blob",
                new BlobClientOptions(),
                (text, options) => new BlobServiceClient(text, options),
                (uri, identity, options) => new BlobServiceClient(uri, identity, options)
            )
        );
        services.AddHostedService<StorageSetup>();
        return services;
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

    private static TClient Make<TClient, TOptions>(
        IConfiguration configuration,
        string service,
        TOptions options,
        Func<string, TOptions, TClient> byConnectionString,
        Func<Uri, TokenCredential, TOptions, TClient> byIdentity
    )
        where TOptions : ClientOptions
    {
        // A caller waits for us: what does not answer soon is reported as unavailable rather than retried for minutes.
        options.Retry.MaxRetries = Retries;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.NetworkTimeout = AttemptLimit;
        if (configuration[Setting] is { Length: > 0 } text)
        {
            try
            {
                return byConnectionString(text, options);
            }
            catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
            {
                // The library's message may repeat parts of the text, and with them a key.
                throw Wrong($"The setting {Setting} is no connection string of a storage account.");
            }
        }

        var section = configuration.GetSection(Setting);
        var address =
            section[$"{service}ServiceUri"]
            ?? (section["accountName"] is { } account ? $"https://{account}.{service}.core.windows.net" : null);
        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? byIdentity(
                uri,
                new DefaultAzureCredential(
                    new DefaultAzureCredentialOptions { ManagedIdentityClientId = section["clientId"] }
                ),
                options
            )
            : throw Wrong(
                $"The setting {Setting} is missing: give a connection string, or {Setting}:accountName or {Setting}:{service}ServiceUri."
            );
    }

    private static OptionsValidationException Wrong(string sentence) => new(Setting, typeof(AppStorage), [sentence]);
}
