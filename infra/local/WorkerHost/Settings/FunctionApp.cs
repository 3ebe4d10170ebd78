using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkerHost.Settings;

/// <summary>A published function app: a folder with <c>host.json</c> and <c>worker.config.json</c>.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Executable">What starts the worker, such as <c>dotnet</c>.</param>
/// <param name="WorkerPath">The worker's program.</param>
internal sealed record FunctionApp(string Folder, string Executable, string WorkerPath)
{
    public string HostJson => Path.Combine(Folder, "host.json");

    /// <summary>The name of the app, the same wherever its folder lies.</summary>
    public string Name => Path.GetFileNameWithoutExtension(WorkerPath);

    /// <exception cref="HostException">The folder is no such app.</exception>
    public static FunctionApp Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw No(folder, "it does not exist");
        }

        foreach (var file in new[] { "host.json", "worker.config.json", "functions.metadata" })
        {
            if (!File.Exists(Path.Combine(folder, file)))
            {
                throw No(folder, $"it has no {file}; publish the app first");
            }
        }

        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "worker.config.json"));
            var description = JsonNode.Parse(text)!["description"]!;
            var worker = Path.Combine(folder, (string)description["defaultWorkerPath"]!);
            return new FunctionApp(folder, (string)description["defaultExecutablePath"]!, worker);
        }
        catch (Exception broken)
            when (broken
                    is JsonException
                        or NullReferenceException
                        or ArgumentNullException
                        or InvalidOperationException
            )
        {
            throw No(folder, "its worker.config.json does not say how the worker is started");
        }
    }

    private static HostException No(string folder, string why) =>
        new(ExitCode.NoFunctionApp, $"The folder {folder} is no published function app: {why}.");
}
