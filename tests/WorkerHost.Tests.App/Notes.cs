using Microsoft.Extensions.Options;

namespace WorkerHost.Tests.App;

/// <summary>
/// What the functions saw, a line each, in a file a function: tests read it after a worker's death, too.
/// </summary>
public sealed class Notes
{
    private readonly Lock writing = new();
    private readonly string folder;

    /// <summary>By dependency injection.</summary>
    public Notes(IServiceProvider services) =>
        folder = ((IOptions<AppOptions>)services.GetService(typeof(IOptions<AppOptions>))!).Value.NotesFolder;

    public bool Has(string file) => File.Exists(Path.Combine(folder, file));

    public void Add(string file, string line)
    {
        lock (writing)
        {
            File.AppendAllText(Path.Combine(folder, file), line + "\n");
        }
    }
}
