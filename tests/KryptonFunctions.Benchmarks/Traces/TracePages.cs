using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AzuriteServer;
using KryptonFunctions.Benchmarks.Rcps;
using KryptonMock;
using Runner;
using Runner.Dcc;
using Runner.Demo;

namespace KryptonFunctions.Benchmarks.Traces;

/// <summary>
/// What an auditor waits for: a page of 50 traces by patient, user, RCP and day, over HTTP, among very many. Azurite
/// keeps all in memory here, for its file is written anew every few seconds.
/// </summary>
internal sealed class TracePages(DccUser auditor, StorageCalls storage, TracesOfAMonth traces)
{
    private const int Pages = 200;

    public static async Task<int> RunAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("krypton-traces-").FullName;
        var counts = Path.Combine(folder, "counts.json");
        Environment.SetEnvironmentVariable(StorageCalls.Setting, counts);
        Environment.SetEnvironmentVariable("NODE_OPTIONS", "--max-old-space-size=16000");
        var ports = StackPorts.FreeInARow();
        await using var azurite = await Azurite.StartAsync(
            new AzuriteOptions
            {
                BlobPort = ports.Blob,
                QueuePort = ports.Queue,
                TablePort = ports.Table,
            }
        );
        await using var traces = TracesOfAMonth.On(azurite.ConnectionString, count);
        var clock = Stopwatch.StartNew();
        await traces.WriteAsync();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count} traces and {3 * count} rows of the index written in {clock.Elapsed.TotalSeconds:0} s"
            )
        );

        await using var krypton = await KryptonMockServer.StartAsync(new KryptonMockOptions { Port = ports.Mock });
        await using var dcc = await DccStandIn.StartAsync(ports.Dcc);
        await using var stack = await LocalStack.StartAsync(
            new StackOptions
            {
                WithBackends = false,
                Ports = ports,
                Log = _ => { },
            }
        );
        using var http = new HttpClient();
        var claims = new
        {
            user = "bench.auditor",
            roles = new[] { "auditor" },
            minutes = 10,
        };
        using var auditor = new DccUser(http, stack.Dcc, stack.Functions, claims);
        await new TracePages(auditor, new StorageCalls(counts), traces).MeasureAsync();
        return 0;
    }

    private async Task MeasureAsync()
    {
        var any = new Random(1);
        await TellAsync(
            "patient",
            () => PageAsync("traces/searches", new { kryptonId = TracesOfAMonth.Patient(any.Next(traces.Patients)) })
        );
        await TellAsync("user", () => PageAsync($"traces?user={TracesOfAMonth.User(any.Next(traces.Users))}"));
        await TellAsync("RCP", () => PageAsync($"traces?rcpId={TracesOfAMonth.Rcp(any.Next(traces.Rcps))}"));
        await TellAsync("day", () => PageAsync($"traces?day={TracesOfAMonth.Day:O}"));
    }

    /// <summary>The first page warms up and is not counted.</summary>
    private async Task TellAsync(string by, Func<Task<double>> page)
    {
        await page();
        var before = storage.ByKind().Sum(kind => kind.Count);
        var times = new List<double>();
        for (var i = 0; i < Pages; i++)
        {
            times.Add(await page());
        }

        times.Sort();
        // Azurite tells its counts once a second; the trace of the reading is indexed meanwhile.
        await Task.Delay(TimeSpan.FromSeconds(2));
        var calls = (double)(storage.ByKind().Sum(kind => kind.Count) - before) / Pages;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"page of 50 by {by, -8} p50 {Percentile.Of(times, 0.5), 6:0} ms, "
                    + $"p95 {Percentile.Of(times, 0.95), 6:0} ms, {calls:0} storage calls"
            )
        );
    }

    /// <summary>Milliseconds until a page of 50 is there.</summary>
    private async Task<double> PageAsync(string path, object? body = null)
    {
        var start = Stopwatch.GetTimestamp();
        var method = body is null ? HttpMethod.Get : HttpMethod.Post;
        var page = await auditor.SendAsync<JsonObject>(method, path, body, CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var given = page["traces"]!.AsArray().Count;
        return given == 50 ? took : throw new InvalidOperationException($"{path} gave {given} traces.");
    }
}
