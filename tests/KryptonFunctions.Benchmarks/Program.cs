using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using KryptonFunctions.Benchmarks;
using KryptonFunctions.Benchmarks.Costs;
using KryptonFunctions.Benchmarks.Interactive;
using KryptonFunctions.Benchmarks.Load;
using KryptonFunctions.Benchmarks.Rcps;
using KryptonFunctions.Benchmarks.Soak;
using KryptonFunctions.Benchmarks.Traces;

// dotnet run -c Release --project tests/KryptonFunctions.Benchmarks -- meeting
var preFiches = new Argument<int>("PREFICHES") { DefaultValueFactory = _ => 200 };
var studies = new Argument<int>("STUDIES") { DefaultValueFactory = _ => 5 };

var identity = new Command("identity", "Our own work in an identity search: plan, make ready, score, rank");
identity.SetAction(_ => MeasureIdentity());

var once = new Command("once", "In this process only");
once.SetAction(_ => ColdNames.Once());
var names = new Command("names", "The first look into the name lists, in fresh processes") { once };
names.SetAction((_, _) => ColdNames.RunAsync());

var latency = new Command(
    "latency",
    "A search over HTTP with a Krypton that is slow, and one too slow for the deadline"
);
latency.SetAction((_, _) => SearchLatency.RunAsync());

var observed = new Option<bool>("--observe") { Description = "With spans and metrics sent to this process" };
var interactive = new Command(
    "interactive",
    "List of studies and viewer link over HTTP, 1 and 16 callers, with a Krypton that takes 0 ms"
)
{
    observed,
};
interactive.SetAction((parsed, _) => InteractiveLatency.RunAsync(parsed.GetValue(observed)));

var hosts = new Option<int>("--hosts") { Description = "How many hosts share the hub", DefaultValueFactory = _ => 1 };
var meeting = new Command("meeting", "A large RCP until all is ordered and verified; executions and storage calls")
{
    preFiches,
    studies,
    hosts,
};
meeting.SetAction(
    (parsed, _) =>
        RcpLoad.RunAsync(
            parsed.GetRequiredValue(preFiches),
            parsed.GetRequiredValue(studies),
            parsed.GetRequiredValue(hosts)
        )
);

var count = new Argument<int>("TRACES") { DefaultValueFactory = _ => 1_000_000 };
var traces = new Command("traces", "Pages of 50 among many traces, by patient, user, RCP and day, over HTTP") { count };
traces.SetAction((parsed, _) => TracePages.RunAsync(parsed.GetRequiredValue(count)));

var load = new Command("load", "The four main calls beside a bare API: 1, 16 and 64 callers, Krypton at 0 and 200 ms");
load.SetAction((_, _) => LoadRun.RunAsync());

var minutes = new Argument<int>("MINUTES") { DefaultValueFactory = _ => 120 };
var soak = new Command("soak", "Hours of ordinary use: memory of host and worker, queues, failures") { minutes };
soak.SetAction((parsed, _) => SoakRun.RunAsync(parsed.GetRequiredValue(minutes)));

// Every price and count is a setting, '--Name=value'; which there are is asked of the type.
var cost = new Command("cost", "What the prefetch costs on Azure, for one RCP, a region and France [--Name=value …]")
{
    TreatUnmatchedTokensAsErrors = false,
};
cost.SetAction(parsed => CostOfPrefetch.Run([.. parsed.UnmatchedTokens]));

return await new RootCommand("Measurements; docs/scale.md and docs/identity-search.md say what they gave.")
{
    identity,
    names,
    latency,
    interactive,
    meeting,
    traces,
    load,
    soak,
    cost,
}
    .Parse(args)
    .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

// In this process: a generated project would inherit the strictness of this repository.
static int MeasureIdentity()
{
    var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
    BenchmarkRunner.Run<IdentityBenchmarks>(DefaultConfig.Instance.AddJob(job));
    return 0;
}
