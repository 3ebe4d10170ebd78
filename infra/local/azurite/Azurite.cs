using System.Diagnostics;
using System.Globalization;

namespace AzuriteServer;

/// <summary>
/// A running Azurite, the emulator of Azure Storage: blobs, queues and tables on three ports of this machine.
/// It ends with <see cref="DisposeAsync"/>, and with this process however that ends; data in a folder is saved first.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    private readonly Process node;
    private readonly bool keepsData;
    private bool disposed;

    private Azurite(Process node, bool keepsData, AzuritePorts ports)
    {
        this.node = node;
        this.keepsData = keepsData;
        Ports = ports;
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public AzuritePorts Ports { get; }

    /// <summary>For the clients of Azure.Storage and Azure.Data.Tables.</summary>
    public string ConnectionString => Ports.ConnectionString;

    /// <summary>Starts Azurite and returns when its three services listen.</summary>
    /// <exception cref="AzuriteException">It cannot be started; the message says why.</exception>
    public static async Task<Azurite> StartAsync(
        AzuriteOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new AzuriteOptions();
        var folder = await AzuritePackage.EnsureInstalledAsync(options, cancellationToken);
        await LeaveOfPredecessorAsync(options, cancellationToken);
        if (options.Fresh && Directory.Exists(options.DataFolder))
        {
            Directory.Delete(options.DataFolder, recursive: true);
        }

        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await LaunchAsync(folder, options, cancellationToken);
            }
            catch (AzuriteException inUse)
                when (inUse.Problem == AzuriteProblem.PortInUse && patience.Elapsed < options.Patience)
            {
                // A predecessor whose owner was killed saves its data before it lets go of the ports.
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true))
        {
            return;
        }

        node.StandardInput.Close();
        if (keepsData)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await node.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!node.HasExited)
        {
            node.Kill(entireProcessTree: true);
            await node.WaitForExitAsync();
        }

        node.Dispose();
    }

    private static async Task LeaveOfPredecessorAsync(AzuriteOptions options, CancellationToken cancellationToken)
    {
        var patience = Stopwatch.StartNew();
        while (options.DataFolder is not null && Predecessor(options.DataFolder) is { } id)
        {
            if (patience.Elapsed > options.Patience)
            {
                throw new AzuriteException(
                    AzuriteProblem.DataInUse,
                    $"Another Azurite (process {id}) uses the data folder {options.DataFolder}: stop it, or choose "
                        + "another folder."
                );
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
        }
    }

    private static int? Predecessor(string dataFolder)
    {
        try
        {
            if (
                !int.TryParse(
                    File.ReadAllText(Path.Combine(dataFolder, "azurite.pid")),
                    CultureInfo.InvariantCulture,
                    out var id
                )
            )
            {
                return null;
            }

            using var process = Process.GetProcessById(id);
            // The number of a process that was killed may have been given to some other program.
            return process.ProcessName.StartsWith("node", StringComparison.OrdinalIgnoreCase) && !process.HasExited
                ? id
                : null;
        }
        catch (Exception gone) when (gone is IOException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<Azurite> LaunchAsync(
        string folder,
        AzuriteOptions options,
        CancellationToken cancellationToken
    )
    {
        var process = AzuritePackage.Start("node", folder, Arguments(options));
        try
        {
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var ports = await AzuritePorts.ReadAsync(process.StandardOutput, cancellationToken);
            if (ports is null)
            {
                throw Failure(await errors, options);
            }

            // It must be able to write for as long as it lives.
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new Azurite(process, options.DataFolder is not null, ports);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    private static IEnumerable<string> Arguments(AzuriteOptions options) =>
        [
            // Azurite makes much short-lived garbage; with Node's default of 16 MB much of it is copied along.
            "--max-semi-space-size=64",
            "start.js",
            "--silent",
            "--disableTelemetry",
            "--skipApiVersionCheck",
            "--blobPort",
            $"{options.BlobPort}",
            "--queuePort",
            $"{options.QueuePort}",
            "--tablePort",
            $"{options.TablePort}",
            .. options.DataFolder is { } data
                ? ["--location", Path.GetFullPath(data)]
                : (string[])["--inMemoryPersistence"],
        ];

    private static AzuriteException Failure(string errors, AzuriteOptions options) =>
        errors.Contains("EADDRINUSE", StringComparison.Ordinal)
            ? new AzuriteException(
                AzuriteProblem.PortInUse,
                $"One of the ports {options.BlobPort}, {options.QueuePort}, {options.TablePort} is in use by another "
                    + "program, perhaps another Azurite: stop it first."
            )
            : new AzuriteException(AzuriteProblem.DidNotStart, $"Azurite did not start: {errors.Trim()}");
}
