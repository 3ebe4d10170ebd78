using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Runner;

/// <summary>
/// The settings of the functions and of their host, each source going before those above it:
/// <c>local.settings.sample.json</c>, the addresses of the stack,
/// <c>local.settings.json</c> where the well-known ports are used (it names them), the environment, what the starter
/// gives.
/// </summary>
internal static class FunctionsSettings
{
    /// <summary>Name, with <c>:</c> between its parts, and value.</summary>
    public static IEnumerable<(string Name, string Value)> For(LocalStack stack)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(Read(RepositoryFolder.Find("local.settings.sample.json")))
            .AddInMemoryCollection(Addresses(stack));
        if (stack.Options.Ports == StackPorts.WellKnown)
        {
            settings.AddInMemoryCollection(Read(RepositoryFolder.Find("local.settings.json")));
        }

        return settings
            .AddEnvironmentVariables()
            .AddInMemoryCollection(stack.Observation?.Settings ?? new Dictionary<string, string?>())
            .AddInMemoryCollection(stack.Options.Settings)
            .Build()
            .AsEnumerable()
            .Where(setting => setting.Value is not null)
            .Select(setting => (setting.Key, setting.Value!));
    }

    private static Dictionary<string, string?> Addresses(LocalStack stack) =>
        new()
        {
            ["AzureWebJobsStorage"] = stack.Storage.ConnectionString,
            ["Dcc:JwksUrl"] = $"{stack.Dcc}jwks",
            ["DccWebhook:Url"] = $"{stack.Dcc}webhook",
            ["Krypton:FhirBaseUrl"] = $"{stack.Mock}fhir",
            ["Krypton:DicomWebBaseUrl"] = $"{stack.Mock}dicomweb",
            ["Krypton:CentralDicomWebBaseUrl"] = $"{stack.Mock}central/dicomweb",
            ["Krypton:TokenUrl"] = $"{stack.Mock}token",
            ["Krypton:ViewerTemplate"] =
                $"{stack.Mock}viewer?requestType=STUDY&studyUID={{studyUIDs}}&viewerType={{viewerType}}&"
                + $"layout={{layout}}&diagnosticQuality=true&launch={{launchToken}}",
            ["ViewerLinks:PublicBaseUrl"] = stack.Functions.ToString().TrimEnd('/'),

            // Whoever takes the lines takes what host.json says; on the console warnings are enough.
            ["AzureFunctionsJobHost:logging:logLevel:default"] = stack.Options.Log is null ? "Warning" : null,
            ["AzureFunctionsJobHost:logging:logLevel:Azure"] = stack.Options.Log is null ? "Error" : null,
            ["AzureFunctionsJobHost:logging:logLevel:Azure.Core"] = stack.Options.Log is null ? "Error" : null,
            ["AzureFunctionsJobHost:logging:logLevel:Host.Triggers.DurableTask"] = stack.Options.Log is null
                ? "Error"
                : null,
            ["AzureFunctionsJobHost:logging:logLevel:Microsoft.AspNetCore.DataProtection"] = stack.Options.Log is null
                ? "Error"
                : null,
        };

    /// <summary>The <c>Values</c> of a settings file as <c>func</c> reads them; none where there is no file.</summary>
    private static Dictionary<string, string?> Read(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        try
        {
            using var content = JsonDocument.Parse(
                File.ReadAllText(file),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            return content
                .RootElement.GetProperty("Values")
                .EnumerateObject()
                .ToDictionary(
                    value => value.Name.Replace("__", ":", StringComparison.Ordinal),
                    value => value.Value.GetString()
                );
        }
        catch (Exception broken)
            when (broken is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new RunnerException(
                ExitCode.BrokenSetting,
                $"{file} is no settings file with an object 'Values' of texts: {broken.Message}",
                broken
            );
        }
    }
}
