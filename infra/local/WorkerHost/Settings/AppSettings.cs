using System.Collections;
using System.Text.Json;

namespace WorkerHost.Settings;

/// <summary>
/// The app settings, as <c>func</c> reads them: environment variables first, then the <c>Values</c> of the settings
/// file. The worker gets them as its environment; the host has the same.
/// </summary>
internal static class AppSettings
{
    /// <exception cref="HostException">The settings file cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Load(HostOptions options)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["WEBSITE_HOSTNAME"] = $"localhost:{options.Port}",
        };
        foreach (var (name, value) in Read(options.SettingsFile))
        {
            settings[name] = value;
        }

        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            settings[(string)variable.Key] = (string)variable.Value!;
        }

        // With it the durable extension takes itself to be in a container of Azure's and prints its events to the
        // console.
        settings.Remove("CONTAINER_NAME");
        Environment.SetEnvironmentVariable("CONTAINER_NAME", null);
        foreach (var (name, value) in settings)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        return settings;
    }

    private static IEnumerable<(string Name, string Value)> Read(string? file)
    {
        if (file is null)
        {
            return [];
        }

        try
        {
            var options = new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            };
            using var content = JsonDocument.Parse(File.ReadAllText(file), options);
            var values = content.RootElement.GetProperty("Values").EnumerateObject();
            return [.. values.Select(v => (v.Name, v.Value.GetString() ?? ""))];
        }
        catch (Exception broken)
            when (broken
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
            )
        {
            throw new HostException(
                ExitCode.Usage,
                $"{file} is no settings file with an object 'Values' of texts: {broken.Message}",
                broken
            );
        }
    }
}
