using System.Diagnostics;
using Azure.Data.Tables;
using Runner;
using Runner.Demo;

namespace KryptonFunctions.Benchmarks.Rcps;

/// <summary>
/// A large RCP on WorkerHost, the published functions under the genuine extensions, over HTTP alone as the DCC
/// does: how long until every study is ordered and verified, and how many calls to the storage and to Krypton that
/// takes. With several hosts on one hub, the DCC's calls go to each in turn.
/// </summary>
/// <param name="rcps">The RCP, by way of each host.</param>
/// <param name="krypton">The mock.</param>
/// <param name="preFiches">How many it has.</param>
/// <param name="studies">Of each pré-fiche.</param>
/// <param name="partitions">The hub's table of partitions.</param>
internal sealed class RcpLoad(
    IReadOnlyList<LoadedRcp> rcps,
    MockCalls krypton,
    int preFiches,
    int studies,
    TableClient partitions
)
{
    private const string RcpId = "RCP-LOAD";
    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = 16 };
    private static readonly string[] Care = ["care"];

    private int All => preFiches * studies;

    private LoadedRcp Rcp => rcps[0];

    public static async Task<int> RunAsync(int preFiches, int studies, int hosts)
    {
        var folder = Directory.CreateTempSubdirectory("krypton-load-").FullName;
        var counts = Path.Combine(folder, "counts.json");
        Environment.SetEnvironmentVariable(StorageCalls.Setting, counts);
        LoadPopulation.Write(folder, preFiches, studies);
        var ports = StackPorts.FreeInARow();
        var stacks = new Stack<LocalStack>();
        try
        {
            stacks.Push(await LocalStack.StartAsync(Options(folder, ports, "host-1")));
            while (stacks.Count < hosts)
            {
                var shared = Options(folder, ports with { Functions = 0 }, $"host-{stacks.Count + 1}");
                stacks.Push(await LocalStack.StartAsync(shared with { WithBackends = false }));
            }

            await PrepareAsync([.. stacks.Reverse()], new StorageCalls(counts), preFiches, studies);
        }
        finally
        {
            foreach (var stack in stacks)
            {
                await stack.DisposeAsync();
            }
        }

        return 0;
    }

    private static async Task PrepareAsync(
        IReadOnlyList<LocalStack> hosts,
        StorageCalls storage,
        int preFiches,
        int studies
    )
    {
        using var http = new HttpClient();
        var claims = new
        {
            user = "dr.load",
            roles = Care,
            careOfRcp = new[] { RcpId },
            minutes = 10,
        };
        var rcps = hosts
            .Select(host => new LoadedRcp(new DccUser(http, host.Dcc, host.Functions, claims), RcpId))
            .ToList();
        var krypton = new MockCalls(http, hosts[0].Mock);
        await krypton.TakeMillisecondsAsync(20);
        var partitions = new TableClient(hosts[0].Storage.ConnectionString, "LoadPartitions");
        await new RcpLoad(rcps, krypton, preFiches, studies, partitions).PrepareAsync(storage);
    }

    /// <summary>
    /// Polls and checks as deployed, not as the local settings have them. The durable engine knows an instance by its
    /// role, or by its machine where there is none: two hosts of one machine would be one owner of the partitions.
    /// </summary>
    private static StackOptions Options(string folder, StackPorts ports, string role) =>
        new()
        {
            Ports = ports,
            Population = folder,
            Settings = new Dictionary<string, string?>
            {
                ["Prefetch:FirstPoll"] = "00:00:45",
                ["Prefetch:VerifyAfter"] = "00:00:30",
                ["TaskHubName"] = "Load",
                ["WEBSITE_CURRENT_STAMPNAME"] = "local",
                ["RoleInstanceId"] = role,
            },
        };

    private async Task PrepareAsync(StorageCalls storage)
    {
        var clock = Stopwatch.StartNew();
        await Rcp.AnnounceAsync(Enumerable.Range(1, preFiches));
        await Rcp.UntilAsync(board => board.Prefiches.Count(p => p.Identity == "awaitingChoice") == preFiches);
        Say("searched", clock, storage);

        clock.Restart();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, preFiches),
            Together,
            async (p, _) => await rcps[p % rcps.Count].ChooseAndAttachAsync(p, studies)
        );
        Say("attached", clock, storage);
        while (await krypton.OrdersAsync() < All)
        {
            await Task.Delay(LoadedRcp.LookEvery);
        }

        Say("ordered", clock, storage);
        await Rcp.UntilAsync(board => board.Counts.Online == All);
        Say("verified", clock, storage);

        Console.WriteLine($"partitions of the hub by owner: {await OwnersAsync()}");

        // What is still under way, such as the forwarding of traces.
        await Task.Delay(LoadedRcp.LookEvery);
        foreach (var (kind, count) in storage.ByKind())
        {
            Console.WriteLine($"  {kind, -44} {count, 7} {(double)count / All, 6:0.00} a study");
        }

        foreach (var (call, count) in await krypton.ByKindAsync())
        {
            Console.WriteLine($"  Krypton {call, -36} {count, 7} {(double)count / All, 6:0.00} a study");
        }
    }

    private async Task<string> OwnersAsync()
    {
        var rows = await partitions.QueryAsync<TableEntity>().ToListAsync();
        return string.Join(", ", rows.Select(row => $"{row.RowKey} {row.GetString("CurrentOwner")}"));
    }

    private void Say(string done, Stopwatch clock, StorageCalls storage) =>
        Console.WriteLine(
            $"{done} after {clock.Elapsed.TotalSeconds:0.0} s, {(double)storage.ByKind().Sum(k => k.Count) / All:0.0} "
                + "storage calls a study"
        );
}
