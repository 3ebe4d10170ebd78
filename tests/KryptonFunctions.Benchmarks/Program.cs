using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using KryptonFunctions.Benchmarks;
using KryptonFunctions.Benchmarks.Costs;
using KryptonFunctions.Benchmarks.Interactive;
using KryptonFunctions.Benchmarks.Rcps;

// dotnet run -c Release --project tests/KryptonFunctions.Benchmarks -- meeting
return args switch
{
    ["identity"] => Identity(),
    ["names"] => await ColdNames.RunAsync(),
    ["names", "once"] => ColdNames.Once(),
    ["latency"] => await SearchLatency.RunAsync(),
    ["interactive"] => await InteractiveLatency.RunAsync(),
    ["meeting"] => await RcpLoad.RunAsync(preFiches: 200, studies: 5),
    ["meeting", var preFiches, var studies] => await RcpLoad.RunAsync(
        int.Parse(preFiches, CultureInfo.InvariantCulture),
        int.Parse(studies, CultureInfo.InvariantCulture)
    ),
    ["cost", .. var settings] => CostOfPrefetch.Run(settings),
    _ => Usage(),
};

// In this process: a generated project would inherit the strictness of this repository.
static int Identity()
{
    var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
    BenchmarkRunner.Run<IdentityBenchmarks>(DefaultConfig.Instance.AddJob(job));
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("usage: identity   our own work in an identity search: plan, make ready, score, rank");
    Console.Error.WriteLine("usage: names      the first look into the name lists, in fresh processes");
    Console.Error.WriteLine(
        "usage: latency    a search over HTTP with a Krypton that takes 200 ms, and one that is too slow for the "
            + "deadline"
    );
    Console.Error.WriteLine(
        "usage: interactive    list of studies and viewer link over HTTP, 1 and 16 callers, with a Krypton that takes "
            + "0 ms"
    );
    Console.Error.WriteLine(
        "usage: meeting [PREFICHES STUDIES]    a large meeting (200 with 5 studies each): time until all is ordered "
            + "and verified, executions and storage transactions a study"
    );
    Console.Error.WriteLine(
        "usage: cost [--Name=value …]    what the prefetch costs on Azure, for one RCP, a region and France; prices "
            + "and counts are settings"
    );
    return 2;
}
