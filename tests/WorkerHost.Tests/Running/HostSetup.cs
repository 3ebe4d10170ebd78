using System.Net;
using System.Net.Sockets;

namespace WorkerHost.Tests.Running;

/// <summary>How a host is started: names of its own, so that hosts of other tests share nothing with it.</summary>
internal sealed class HostSetup
{
    public HostSetup(string? storage)
    {
        Notes = Directory.CreateTempSubdirectory("worker-host-").FullName;
        Settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage,
            ["AzureFunctionsWebHost__hostid"] = HostId,
            ["TaskHubName"] = $"hub{Guid.NewGuid():N}"[..20],
            ["LettersQueue"] = Letters,
            ["TickSchedule"] = "0 0 0 1 1 *",
            ["App__NotesFolder"] = Notes,
        };
    }

    public string App { get; init; } = ProgramPaths.App;

    public int Port { get; init; } = FreePort();

    public string Notes { get; }

    public string HostId { get; } = $"host{Guid.NewGuid():N}"[..24];

    public string Letters { get; } = $"letters-{Guid.NewGuid():N}"[..24];

    public Dictionary<string, string?> Settings { get; }

    /// <summary>Beside the app and the port.</summary>
    public string[] Arguments { get; init; } = [];

    public string[] NotesOf(string file)
    {
        var path = Path.Combine(Notes, file);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
