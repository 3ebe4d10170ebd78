using System.Diagnostics;
using System.Globalization;
using KryptonFunctions.Benchmarks.Interactive;
using KryptonFunctions.Benchmarks.Rcps;
using Runner;

namespace KryptonFunctions.Benchmarks.Load;

/// <summary>
/// The four calls that users wait for, by 1, 16 and 64 callers, with a Krypton that takes 0 and 200 ms, each beside a
/// bare API that sends Krypton the same requests (<see cref="BareApi"/>); and a trace by itself, which the bare API
/// does not write. Last, what host and worker hold of the memory.
/// </summary>
internal sealed class LoadRun(HttpClient http, LocalStack stack, BareApi bare)
{
    private const int MaxCallers = 64;
    private const int Calls = 320;

    private static readonly Dictionary<string, Func<InteractiveCaller, Task<double>>> Main = new()
    {
        ["search"] = caller => caller.SearchAsync(),
        ["list of studies"] = caller => caller.ListAsync(),
        ["viewer link"] = caller => caller.LinkAsync(),
        ["board"] = caller => caller.BoardAsync(),
    };

    private readonly MockCalls krypton = new(http, stack.Mock);
    private List<InteractiveCaller> callers = [];

    public static async Task<int> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        await using var stack = await LocalStack.StartAsync(
            new StackOptions
            {
                Ports = StackPorts.FreeInARow(),
                Log = line =>
                    Console.Error.WriteLine(line.StartsWith("Listening", StringComparison.Ordinal) ? line : ""),
                Settings = new Dictionary<string, string?>
                {
                    ["Access:LinksPerMinute"] = "10000",
                    ["Access:SearchesPerMinute"] = "10000",
                },
            }
        );
        Console.WriteLine($"The whole set-up answered after {clock.ElapsedMilliseconds} ms");
        using var http = new HttpClient();
        await using var bare = await BareApi.StartAsync(stack);
        await new LoadRun(http, stack, bare).MeasureAsync();
        return 0;
    }

    private async Task MeasureAsync()
    {
        TellMemory("at rest");
        await krypton.KnowAsync(LoadPopulation.Resources(MaxCallers, studies: 1));
        callers = [.. Enumerable.Range(1, MaxCallers).Select(number => new InteractiveCaller(http, stack, number))];
        await SignInAsync();
        await Task.WhenAll(callers.Select(caller => caller.AnnounceAsync()));
        await Task.WhenAll(callers.Select(caller => caller.IsSearchedAsync()));
        await krypton.TakeMillisecondsAsync(200);
        foreach (var (name, call) in Main)
        {
            await SampleAsync(16, caller => call(caller));
            await bare.LearnAsync(name, () => call(callers[0]));
        }

        foreach (var latency in new[] { 0, 200 })
        {
            await krypton.TakeMillisecondsAsync(latency);
            foreach (var (name, call) in Main)
            {
                await SignInAsync();
                foreach (var together in new[] { 1, 16, 64 })
                {
                    await CompareAsync($"{name}, Krypton {latency} ms", together, name, call);
                }
            }
        }

        TellMemory("after the load");
        await TraceAlone.MeasureAsync(stack);
    }

    /// <summary>A token holds for some minutes.</summary>
    private async Task SignInAsync()
    {
        foreach (var some in callers.Chunk(8))
        {
            await Task.WhenAll(some.Select(caller => caller.SignInAsync()));
        }
    }

    /// <summary>App and bare API by turns, so that both have the same machine.</summary>
    private async Task CompareAsync(string what, int together, string name, Func<InteractiveCaller, Task<double>> call)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < 2; turn++)
        {
            ours.AddRange(await SampleAsync(together, call));
            theirs.AddRange(await SampleAsync(together, _ => TimeBareAsync(name)));
        }

        ours.Sort();
        theirs.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {together} | {Percentile.Of(ours, 0.5):0.0} | {Percentile.Of(ours, 0.95):0.0} | "
                    + $"{Percentile.Of(theirs, 0.5):0.0} | {Percentile.Of(theirs, 0.95):0.0} | "
                    + $"{Percentile.Of(ours, 0.5) / Percentile.Of(theirs, 0.5):0.00} |"
            )
        );
    }

    private async Task<List<double>> SampleAsync(int together, Func<InteractiveCaller, Task<double>> call)
    {
        // One caller alone would take long at 200 ms.
        var each = Math.Max(3, Math.Min(40, Calls / together));
        var times = await Task.WhenAll(
            callers
                .Take(together)
                .Select(async caller =>
                {
                    var own = new List<double>();
                    for (var i = 0; i < each; i++)
                    {
                        own.Add(await call(caller));
                    }

                    return own;
                })
        );
        return [.. times.SelectMany(own => own)];
    }

    private async Task<double> TimeBareAsync(string name)
    {
        var start = Stopwatch.GetTimestamp();
        await http.GetStringAsync(new Uri(bare.Address, name));
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private void TellMemory(string when)
    {
        var host = stack.Host!;
        Console.WriteLine($"{when}: host {Memory.Of(host.Id)} MB, worker {Memory.Of(host.WorkerId)} MB");
    }
}
