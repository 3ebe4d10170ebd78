using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Runner.Observe;

/// <summary>
/// The standalone Aspire dashboard in a process of its own, on localhost and open to whoever uses this machine. What it
/// is sent it keeps in memory.
/// </summary>
internal sealed class Dashboard : IAsyncDisposable
{
    /// <summary>The target of the project that restores the package and says where its program lies.</summary>
    private const string Find = "FindDashboard";

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);
    private readonly Process process;

    private Dashboard(Process process, Uri address, Uri otlp) =>
        (this.process, Address, Otlp) = (process, address, otlp);

    /// <summary>Where a browser sees it.</summary>
    public Uri Address { get; }

    /// <summary>Where spans and metrics are sent to, as HTTP with protobuf.</summary>
    public Uri Otlp { get; }

    /// <summary>Null where its package cannot be had or its program does not run here.</summary>
    public static async Task<Dashboard?> TryStartAsync(Action<string>? progress, CancellationToken cancellationToken)
    {
        progress?.Invoke("Looking for the dashboard's package (fetched at its first use, about 80 MB)…");
        if (await FindProgramAsync(cancellationToken) is not { } program)
        {
            return null;
        }

        var (address, otlp, grpc) = (FreeAddress(), FreeAddress(), FreeAddress());
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = grpc.ToString();
        start.Environment["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = otlp.ToString();
        start.Environment["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] = "true";
        if (TryRun(start) is not { } started)
        {
            return null;
        }

        var dashboard = new Dashboard(started, address, otlp);
        if (await dashboard.AnswersAsync(cancellationToken))
        {
            return dashboard;
        }

        await dashboard.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static async Task<string?> FindProgramAsync(CancellationToken cancellationToken)
    {
        var project = RepositoryFolder.Find(Path.Combine("infra", "local", "dashboard", "dashboard.csproj"));
        string[] arguments = ["msbuild", project, "-restore", $"-t:{Find}", $"-getTargetResult:{Find}", "-nologo"];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var build = Process.Start(start)!;
        var errors = build.StandardError.ReadToEndAsync(cancellationToken);
        var said = await build.StandardOutput.ReadToEndAsync(cancellationToken);
        await build.WaitForExitAsync(cancellationToken);
        await errors;
        return build.ExitCode == 0 && ProgramIn(said) is { } path && File.Exists(path) ? path : null;
    }

    private static string? ProgramIn(string results) =>
        (string?)JsonNode.Parse(results)?["TargetResults"]?[Find]?["Items"]?[0]?["FullPath"];

    private static Process? TryRun(ProcessStartInfo start)
    {
        try
        {
            var started = Process.Start(start)!;
            // Nobody reads them; a full pipe would stop the program.
            started.OutputDataReceived += (_, _) => { };
            started.ErrorDataReceived += (_, _) => { };
            started.BeginOutputReadLine();
            started.BeginErrorReadLine();
            return started;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var pace = new PeriodicTimer(Pace);
        var clock = Stopwatch.StartNew();
        while (!process.HasExited && clock.Elapsed < StartTime)
        {
            try
            {
                using var answer = await http.GetAsync(Address, cancellationToken);
                return true;
            }
            catch (HttpRequestException)
            {
                await pace.WaitForNextTickAsync(cancellationToken);
            }
        }

        return false;
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
