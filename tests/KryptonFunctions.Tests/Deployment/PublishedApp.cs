using System.Diagnostics;
using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Architecture;
using KryptonFunctions.Tests.Deployment;
using Xunit;

[assembly: AssemblyFixture(typeof(PublishedApp))]

namespace KryptonFunctions.Tests.Deployment;

/// <summary><c>functions/</c> published into a folder of its own, as a deployment does it.</summary>
public sealed class PublishedApp : IAsyncLifetime
{
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("krypton-published-");
    private readonly Lazy<Task> publishing;

    public PublishedApp() => publishing = new(PublishAsync);

    /// <summary>Paths of all its files, from the folder on, with slashes.</summary>
    public async Task<IReadOnlyList<string>> FilesAsync()
    {
        await publishing.Value;
        return [.. Directory.EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories).Select(Name)];
    }

    public async Task<string> ReadAsync(string file)
    {
        await publishing.Value;
        return await File.ReadAllTextAsync(Path.Combine(folder.FullName, file), TestContext.Current.CancellationToken);
    }

    public async Task<JsonNode> JsonAsync(string file) => JsonNode.Parse(await ReadAsync(file))!;

    /// <summary>In bytes.</summary>
    public async Task<long> SizeAsync()
    {
        await publishing.Value;
        return folder.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task PublishAsync()
    {
        string[] arguments = ["publish", "functions", "-c", Configuration, "--no-build", "-o", folder.FullName];
        using var publish = Process.Start(
            new ProcessStartInfo("dotnet", arguments)
            {
                WorkingDirectory = SolutionFolder.Path,
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet publish ended with {publish.ExitCode}: {said}");
        }
    }

    private string Name(string path) => Path.GetRelativePath(folder.FullName, path).Replace('\\', '/');
}
