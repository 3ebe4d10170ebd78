using System.Diagnostics;
using System.Globalization;
using KryptonFunctions.Benchmarks.Rcps;
using Runner;
using Runner.Observe;

namespace KryptonFunctions.Benchmarks.Interactive;

/// <summary>
/// What a user waits for: the list of a patient's studies and a link to the viewer, over HTTP, with a Krypton that
/// answers at once. Each caller sends its next call when it has the answer to the last; the traces are indexed and
/// forwarded meanwhile, as always.
/// </summary>
internal sealed class InteractiveLatency(HttpClient http, LocalStack stack, StorageCalls storage)
{
    private const int MaxCallers = 16;
    private const int CallsOfOne = 200;
    private const int CallsOfEach = 100;
    private const int WarmUpCalls = 150;

    private readonly MockCalls krypton = new(http, stack.Mock);

    /// <param name="observed">With spans and metrics, which go to this process and nowhere from there.</param>
    public static async Task<int> RunAsync(bool observed)
    {
        var folder = Directory.CreateTempSubdirectory("krypton-interactive-").FullName;
        try
        {
            await RunAsync(observed, Path.Combine(folder, "counts.json"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(bool observed, string counts)
    {
        Environment.SetEnvironmentVariable(StorageCalls.Setting, counts);
        await using var receiver = observed ? await TelemetryReceiver.StartAsync(new TelemetryTakers()) : null;
        await using var stack = await LocalStack.StartAsync(
            new StackOptions
            {
                Ports = StackPorts.Free,
                Log = _ => { },
                Settings = new Dictionary<string, string?>(receiver?.Settings ?? new Dictionary<string, string?>())
                {
                    ["Access:LinksPerMinute"] = "10000",
                },
            }
        );
        using var http = new HttpClient();
        await new InteractiveLatency(http, stack, new StorageCalls(counts)).MeasureAsync();
    }

    private async Task MeasureAsync()
    {
        await krypton.TakeMillisecondsAsync(0);
        await krypton.KnowAsync(LoadPopulation.Resources(MaxCallers, studies: 1));
        var callers = Enumerable
            .Range(1, MaxCallers)
            .Select(number => new InteractiveCaller(http, stack, number))
            .ToList();
        foreach (var caller in callers)
        {
            await caller.SignInAsync();
        }

        await SampleAsync(callers, WarmUpCalls, caller => caller.ListAsync());
        await SampleAsync(callers, WarmUpCalls, caller => caller.LinkAsync());
        await TellAsync("list of studies, 1 caller", callers[..1], CallsOfOne, caller => caller.ListAsync());
        await TellAsync("viewer link, 1 caller", callers[..1], CallsOfOne, caller => caller.LinkAsync());
        await TellAsync("list of studies, 16 callers", callers, CallsOfEach, caller => caller.ListAsync());
        await TellAsync("viewer link, 16 callers", callers, CallsOfEach, caller => caller.LinkAsync());
    }

    private async Task TellAsync(
        string what,
        List<InteractiveCaller> callers,
        int calls,
        Func<InteractiveCaller, Task<double>> call
    )
    {
        var before = await Spent.SoFarAsync(stack, storage);
        var start = Stopwatch.GetTimestamp();
        var times = await SampleAsync(callers, calls, call);
        var perSecond = times.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -28} p50 {Percentile.Of(times, 0.5), 6:0.0} ms, p95 {Percentile.Of(times, 0.95), 6:0.0} ms, "
                    + $"{perSecond:0} calls a second"
            )
        );
        Console.WriteLine((await Spent.SoFarAsync(stack, storage)).Since(before, times.Count));
    }

    private static async Task<IReadOnlyList<double>> SampleAsync(
        List<InteractiveCaller> callers,
        int calls,
        Func<InteractiveCaller, Task<double>> call
    )
    {
        var times = await Task.WhenAll(callers.Select(caller => RepeatAsync(calls, () => call(caller))));
        return [.. times.SelectMany(some => some).Order()];
    }

    private static async Task<List<double>> RepeatAsync(int calls, Func<Task<double>> call)
    {
        var times = new List<double>();
        for (var i = 0; i < calls; i++)
        {
            times.Add(await call());
        }

        return times;
    }
}
