using System.Diagnostics;
using System.Globalization;
using KryptonFunctions.Access;
using KryptonFunctions.Traces;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Runner;

namespace KryptonFunctions.Benchmarks.Load;

/// <summary>
/// How long a caller waits for its trace: the row, the new head of its chain and the word to the index.
/// </summary>
internal static class TraceAlone
{
    private const int Traces = 320;

    public static async Task MeasureAsync(LocalStack stack)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["App:Environment"] = nameof(AppEnvironment.Local),
                    [AppStorage.Setting] = stack.Storage.ConnectionString,
                }
            )
            .Build();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddAccess(configuration)
            .AddTraces(configuration)
            .BuildServiceProvider();
        var writer = services.GetRequiredService<TraceWriter>();
        foreach (var together in new[] { 1, 16, 64 })
        {
            var times = await Task.WhenAll(
                Enumerable.Range(0, together).Select(number => WriteAsync(writer, number, Traces / together))
            );
            var all = times.SelectMany(own => own).Order().ToList();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| a trace | {together} | {Percentile.Of(all, 0.5):0.0} | {Percentile.Of(all, 0.95):0.0} | | | |"
                )
            );
        }
    }

    private static async Task<List<double>> WriteAsync(TraceWriter writer, int number, int count)
    {
        var times = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await writer.WriteAsync(
                new TraceEntry
                {
                    Action = TraceAction.StudiesListed,
                    User = new TraceUser("bench.doctor"),
                    Patient = $"kp-bench-{number}",
                    RcpId = "RCP-1",
                },
                CancellationToken.None
            );
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }
}
