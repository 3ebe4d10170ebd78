using System.Collections.Concurrent;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Access;

/// <summary>
/// Traces a refusal at once, and what is refused again for the same reason once a minute, with its number: whoever
/// repeats a refused request must not fill a patient's chain.
/// </summary>
public sealed class RepeatedRefusals(TraceWriter traces, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Repeated> open = new(StringComparer.Ordinal);

    /// <param name="who">Whose refusals are counted together: a user, or a link.</param>
    /// <param name="entry">Of the refusal; the same action, RCP and details are the same refusal.</param>
    public async Task TraceAsync(string who, TraceEntry entry)
    {
        var facts = entry.Detail.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key}={d.Value}");
        var key = string.Join('\n', [who, $"{entry.Action}", entry.RcpId, .. facts]);
        while (true)
        {
            var mine = new Repeated(entry);
            var kept = open.GetOrAdd(key, mine);
            if (ReferenceEquals(kept, mine))
            {
                mine.Timer = time.CreateTimer(_ => _ = EndMinuteAsync(key, mine), null, Minute, Minute);
                await traces.WriteAsync(entry, CancellationToken.None);
                return;
            }

            if (kept.TryCount())
            {
                return;
            }
        }
    }

    /// <summary>Traces what was counted, before the process ends.</summary>
    internal Task EndAsync() => Task.WhenAll(open.Select(pair => EndMinuteAsync(pair.Key, pair.Value)));

    /// <summary>A minute in which nothing was refused ends the counting.</summary>
    private async Task EndMinuteAsync(string key, Repeated repeated)
    {
        if (repeated.Take() is > 0 and var count)
        {
            var entry = repeated.Entry with
            {
                Detail = new Dictionary<string, string>(repeated.Entry.Detail, StringComparer.Ordinal)
                {
                    ["repeated"] = $"{count}",
                },
            };
            await traces.WriteAsync(entry, CancellationToken.None);
            return;
        }

        open.TryRemove(KeyValuePair.Create(key, repeated));
        repeated.Timer?.Dispose();
    }

    private sealed class Repeated(TraceEntry entry)
    {
        private const int Ended = -1;
        private readonly Lock counting = new();
        private int count;

        public TraceEntry Entry => entry;

        public ITimer? Timer { get; set; }

        /// <summary>False where the counting has ended.</summary>
        public bool TryCount()
        {
            lock (counting)
            {
                count += count == Ended ? 0 : 1;
                return count != Ended;
            }
        }

        /// <summary>The number since the last time; without any the counting has ended.</summary>
        public int Take()
        {
            lock (counting)
            {
                var taken = count;
                count = taken > 0 ? 0 : Ended;
                return taken;
            }
        }
    }
}
