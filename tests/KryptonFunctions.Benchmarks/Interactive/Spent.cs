using System.Diagnostics;
using System.Globalization;
using KryptonFunctions.Benchmarks.Rcps;
using Runner;

namespace KryptonFunctions.Benchmarks.Interactive;

/// <summary>
/// What calls cost, with their traces' index and forwarding: what else the machine does moves it less than their
/// times.
/// </summary>
internal sealed record Spent(double StorageCalls, TimeSpan Worker, TimeSpan Host, TimeSpan Here)
{
    /// <summary>The index and the forwarding are through, and Azurite has written its counts.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    /// <summary>So far, once nothing is under way any more.</summary>
    public static async Task<Spent> SoFarAsync(LocalStack stack, StorageCalls storage)
    {
        await Task.Delay(Settling);
        return new Spent(
            storage.ByKind().Sum(kind => kind.Count),
            ProcessorTimeOf(stack.Host!.WorkerId),
            ProcessorTimeOf(stack.Host.Id),
            ProcessorTimeOf(Environment.ProcessId)
        );
    }

    /// <summary>A call's share of what was spent since.</summary>
    public string Since(Spent before, int calls)
    {
        double Share(TimeSpan now, TimeSpan then) => (now - then).TotalMilliseconds / calls;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"    {(StorageCalls - before.StorageCalls) / calls:0.0} calls to the storage; ms of processor: "
                + $"worker {Share(Worker, before.Worker):0.0}, host {Share(Host, before.Host):0.0}, "
                + $"callers and mock {Share(Here, before.Here):0.0}"
        );
    }

    private static TimeSpan ProcessorTimeOf(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime;
    }
}
