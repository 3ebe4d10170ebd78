using Microsoft.DurableTask;

namespace FunctionsHost.Durable.Replay;

/// <summary>
/// Who waits for which external event. Of several waits of one name the newest gets the first event; a cancelled wait stays in line and
/// swallows one; events that nobody waits for are kept, oldest first. Names ignore case.
/// </summary>
internal sealed class EventLines(DataConverter converter, Func<string, bool> mayUse)
{
    private readonly Dictionary<string, Stack<IWait>> waits = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, string? Payload)> kept = [];

    private interface IWait
    {
        Type Type { get; }

        bool IsLive { get; }

        void Give(string? payload);
    }

    /// <summary>Events that no wait took, in the order they came.</summary>
    public IReadOnlyList<(string Name, string? Payload)> Kept => kept;

    public bool AnyLiveWait => waits.Values.Any(line => line.Any(w => w.IsLive));

    public Task<T> WaitAsync<T>(string name, CancellationToken cancellation)
    {
        int found = kept.FindIndex(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
        if (found >= 0)
        {
            string? payload = kept[found].Payload;
            kept.RemoveAt(found);
            return Task.FromResult(converter.Deserialize<T>(payload)!);
        }

        if (!waits.TryGetValue(name, out Stack<IWait>? line))
        {
            waits[name] = line = new Stack<IWait>();
        }

        if (line.TryPeek(out IWait? other) && other.Type != typeof(T))
        {
            throw new ArgumentException(
                $"Events with the same name must have the same type argument. Expected {other.Type.FullName} but was requested {typeof(T).FullName}.");
        }

        var wait = new Wait<T>(converter);
        line.Push(wait);
        cancellation.UnsafeRegister(
            _ =>
            {
                if (mayUse("it cancelled a wait"))
                {
                    wait.Cancel(cancellation);
                }
            },
            null);
        return wait.Task;
    }

    /// <summary>A payload of the wrong type throws here, where the orchestrator cannot catch it.</summary>
    public void Raise(string name, string? payload)
    {
        if (waits.TryGetValue(name, out Stack<IWait>? line) && line.TryPop(out IWait? wait))
        {
            wait.Give(payload);
        }
        else
        {
            kept.Add((name, payload));
        }
    }

    private sealed class Wait<T>(DataConverter converter) : IWait
    {
        private readonly TaskCompletionSource<T> source = new();

        public Task<T> Task => source.Task;

        public Type Type => typeof(T);

        public bool IsLive => !source.Task.IsCompleted;

        public void Give(string? payload) => source.TrySetResult(converter.Deserialize<T>(payload)!);

        public void Cancel(CancellationToken cancellation) => source.TrySetCanceled(cancellation);
    }
}
