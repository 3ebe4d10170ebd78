using System.Text.Json.Nodes;

namespace KryptonFunctions.Conformance.Recording;

/// <summary>Versions of the packages that decide what an orchestrator and its client see.</summary>
internal static class PackageVersions
{
    private static readonly string[] OfTheApp =
    [
        "Microsoft.Azure.Functions.Worker",
        "Microsoft.Azure.Functions.Worker.Extensions.DurableTask",
        "Microsoft.DurableTask.Abstractions",
        "Microsoft.DurableTask.Client",
        "Microsoft.DurableTask.Client.Grpc",
        "Microsoft.DurableTask.Worker",
        "Microsoft.DurableTask.Worker.Grpc",
    ];

    private static readonly string[] OfTheHost =
    [
        "Microsoft.Azure.DurableTask.AzureStorage",
        "Microsoft.Azure.DurableTask.Core",
        "Microsoft.Azure.WebJobs",
        "Microsoft.Azure.WebJobs.Extensions.DurableTask",
    ];

    /// <summary>Of the built app and of WorkerHost.</summary>
    public static SortedDictionary<string, string> Genuine() =>
        new(
            Read(Hosts.Built.App, "KryptonFunctions.Conformance.App", OfTheApp)
                .Concat(Read(Hosts.Built.Host, "WorkerHost", OfTheHost))
                .ToDictionary(),
            StringComparer.Ordinal
        );

    /// <summary>Those of them that the test host has too.</summary>
    public static IReadOnlyDictionary<string, string> OfTheTestHost() =>
        Read(
            AppContext.BaseDirectory,
            "KryptonFunctions.Conformance",
            [.. OfTheApp, "Microsoft.Azure.DurableTask.Core"]
        );

    private static Dictionary<string, string> Read(string folder, string program, string[] packages)
    {
        var file = File.ReadAllText(Path.Combine(folder, $"{program}.deps.json"));
        return JsonNode.Parse(file)!["libraries"]!
            .AsObject()
            .Select(library => library.Key.Split('/'))
            .Where(library => packages.Contains(library[0]))
            .ToDictionary(library => library[0], library => library[1], StringComparer.Ordinal);
    }
}
