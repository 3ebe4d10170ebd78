using System.Diagnostics;
using Runner;
using Runner.Demo;

namespace KryptonFunctions.Benchmarks.Rcps;

/// <summary>
/// A large RCP on WorkerHost, the published functions under the genuine extensions, over HTTP alone as the DCC
/// does: how long until every study is ordered and verified, and how many calls to the storage and to Krypton that
/// takes.
/// </summary>
internal sealed class RcpLoad(LoadedRcp rcp, MockCalls krypton, int preFiches, int studies)
{
    private const string RcpId = "RCP-LOAD";
    private static readonly ParallelOptions Together = new() { MaxDegreeOfParallelism = 16 };
    private static readonly string[] Care = ["care"];

    private int All => preFiches * studies;

    public static async Task<int> RunAsync(int preFiches, int studies)
    {
        var folder = Directory.CreateTempSubdirectory("krypton-load-").FullName;
        var counts = Path.Combine(folder, "counts.json");
        Environment.SetEnvironmentVariable(StorageCalls.Setting, counts);
        LoadPopulation.Write(folder, preFiches, studies);
        await using var stack = await LocalStack.StartAsync(Options(folder));
        using var http = new HttpClient();
        var claims = new
        {
            user = "dr.load",
            roles = Care,
            careOfRcp = new[] { RcpId },
            minutes = 10,
        };
        using var carer = new DccUser(http, stack.Dcc, stack.Functions, claims);
        var krypton = new MockCalls(http, stack.Mock);
        await krypton.TakeMillisecondsAsync(20);
        var load = new RcpLoad(new LoadedRcp(carer, RcpId), krypton, preFiches, studies);
        await load.PrepareAsync(new StorageCalls(counts));
        return 0;
    }

    /// <summary>Polls and checks as deployed, not as the local settings have them.</summary>
    private static StackOptions Options(string folder) =>
        new()
        {
            Ports = StackPorts.Free,
            Population = folder,
            Settings = new Dictionary<string, string?>
            {
                ["Prefetch:FirstPoll"] = "00:00:45",
                ["Prefetch:VerifyAfter"] = "00:00:30",
                ["TaskHubName"] = "Load",
            },
        };

    private async Task PrepareAsync(StorageCalls storage)
    {
        var clock = Stopwatch.StartNew();
        await rcp.AnnounceAsync(Enumerable.Range(1, preFiches));
        await rcp.UntilAsync(board => board.Prefiches.Count(p => p.Identity == "awaitingChoice") == preFiches);
        Say("searched", clock, storage);

        clock.Restart();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, preFiches),
            Together,
            async (p, _) => await rcp.ChooseAndAttachAsync(p, studies)
        );
        Say("attached", clock, storage);
        while (await krypton.OrdersAsync() < All)
        {
            await Task.Delay(LoadedRcp.LookEvery);
        }

        Say("ordered", clock, storage);
        await rcp.UntilAsync(board => board.Counts.Online == All);
        Say("verified", clock, storage);

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

    private void Say(string done, Stopwatch clock, StorageCalls storage) =>
        Console.WriteLine(
            $"{done} after {clock.Elapsed.TotalSeconds:0.0} s, {(double)storage.ByKind().Sum(k => k.Count) / All:0.0} "
                + "storage calls a study"
        );
}
