using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Krypton.Benchmarks.Rcps;

/// <summary>Counts this process's HTTP calls by the port they go to: each call to a storage service is a transaction of it.</summary>
internal sealed partial class OutgoingCalls : IDisposable
{
    private readonly ConcurrentDictionary<(int Port, string What), int> calls = new();
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
                    calls.AddOrUpdate((port, $"{call.GetTagItem("http.request.method")} {WhatOf(call.GetTagItem("url.full") as string)}"), 1, (_, count) => count + 1);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int To(int port) => calls.Where(c => c.Key.Port == port).Sum(c => c.Value);

    /// <summary>The calls to a storage service by method and table or queue, most first. A transaction does not name its table.</summary>
    public IEnumerable<(string What, int Count)> ByTarget(int port) => calls.Where(c => c.Key.Port == port).OrderByDescending(c => c.Value).Select(c => (c.Key.What, c.Value));

    public void Dispose() => listener.Dispose();

    private static string WhatOf(string? url) => url is not null && Target().Match(url) is { Success: true } match ? match.Value : "";

    [GeneratedRegex(@"(?<=devstoreaccount1/)[\w$-]+(\(\)|/messages(/)?)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Target();
}
