using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Access;

/// <summary>The storage account that the settings name, and how its services are reached.</summary>
internal sealed class StorageAccount(IConfiguration configuration)
{
    private readonly Lazy<TokenCredential> identity = new(() => Identity(configuration));

    /// <summary>A client by connection string, else by the service's address and the app's identity.</summary>
    /// <param name="service"><c>table</c>, <c>queue</c> or <c>blob</c>.</param>
    /// <param name="byConnectionString">Makes it by connection string.</param>
    /// <param name="byIdentity">Makes it by address and identity.</param>
    /// <exception cref="OptionsValidationException">The setting is missing or none; never with a part of it, as that
    /// may be a key.</exception>
    public TClient Connect<TClient>(
        string service,
        Func<string, TClient> byConnectionString,
        Func<Uri, TokenCredential, TClient> byIdentity
    )
    {
        if (configuration[AppStorage.Setting] is not { Length: > 0 } text)
        {
            return byIdentity(Address(service), identity.Value);
        }

        try
        {
            return byConnectionString(text);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            // The library's message may repeat parts of the text, and with them a key.
            throw Wrong($"The setting {AppStorage.Setting} is no connection string of a storage account.");
        }
    }

    private static DefaultAzureCredential Identity(IConfiguration configuration) =>
        new(
            new DefaultAzureCredentialOptions
            {
                ManagedIdentityClientId = configuration.GetSection(AppStorage.Setting)["clientId"],
            }
        );

    private Uri Address(string service)
    {
        var section = configuration.GetSection(AppStorage.Setting);
        var address =
            section[$"{service}ServiceUri"]
            ?? (section["accountName"] is { } account ? $"https://{account}.{service}.core.windows.net" : null);
        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? uri
            : throw Wrong(
                $"The setting {AppStorage.Setting} is missing: give a connection string, or "
                    + $"{AppStorage.Setting}:accountName or {AppStorage.Setting}:{service}ServiceUri."
            );
    }

    private static OptionsValidationException Wrong(string sentence) =>
        new(AppStorage.Setting, typeof(AppStorage), [sentence]);
}
