using System.Text.Json;
using Microsoft.Extensions.Logging.Console;

namespace WorkerHost.Settings;

/// <summary>
/// The configuration of the host: <c>host.json</c> under the section that the genuine host gives it, and the app
/// settings, of which <c>AzureFunctionsJobHost__…</c> go before <c>host.json</c>.
/// </summary>
internal static class HostConfiguration
{
    public const string Section = "AzureFunctionsJobHost";

    /// <exception cref="HostException"><c>host.json</c> cannot be read.</exception>
    public static IConfiguration Build(FunctionApp app, IReadOnlyDictionary<string, string> settings)
    {
        var named = settings.Select(s =>
            KeyValuePair.Create(s.Key.Replace("__", ":", StringComparison.Ordinal), (string?)s.Value)
        );
        return new ConfigurationBuilder()
            .AddInMemoryCollection(Read(app.HostJson))
            .AddInMemoryCollection(named)
            .AddInMemoryCollection([KeyValuePair.Create("AzureWebJobsConfigurationSection", (string?)Section)])
            .Build();
    }

    /// <summary>One line each, by the levels of <c>host.json</c>.</summary>
    public static void AddHostConsole(this ILoggingBuilder logging, IConfiguration configuration) =>
        logging
            .AddConfiguration(configuration.GetSection($"{Section}:logging"))
            // Says again what 'Function.…' has said.
            .AddFilter("Host.Results", LogLevel.None)
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
                console.ColorBehavior = LoggerColorBehavior.Disabled;
            });

    private static Dictionary<string, string?> Read(string hostJson)
    {
        var flat = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var options = new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            };
            using var json = JsonDocument.Parse(File.ReadAllText(hostJson), options);
            Flatten(Section, json.RootElement, flat);
            return flat;
        }
        catch (JsonException broken)
        {
            throw new HostException(ExitCode.NoFunctionApp, $"{hostJson} cannot be read: {broken.Message}", broken);
        }
    }

    private static void Flatten(string path, JsonElement value, Dictionary<string, string?> flat)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Flatten($"{path}:{member.Name}", member.Value, flat);
                }

                break;
            case JsonValueKind.Array:
                foreach (var (index, element) in value.EnumerateArray().Index())
                {
                    Flatten($"{path}:{index}", element, flat);
                }

                break;
            default:
                flat[path] = value.ToString();
                break;
        }
    }
}
