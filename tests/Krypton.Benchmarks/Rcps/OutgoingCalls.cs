using System.Collections.Concurrent;
using System.Diagnostics;

namespace Krypton.Benchmarks.Rcps;

/// <summary>Counts this process's HTTP calls by the port they go to: each call to a storage service is a transaction of it.</summary>
internal sealed class OutgoingCalls : IDisposable
{
    private readonly ConcurrentDictionary<int, int> byPort = new();
    private readonly ActivityListener listener;

    public OutgoingCalls()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = call =>
            {
                if (call.GetTagItem("server.port") is int port)
                {
                    byPort.AddOrUpdate(port, 1, (_, count) => count + 1);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int To(int port) => byPort.GetValueOrDefault(port);

    public void Dispose() => listener.Dispose();
}
