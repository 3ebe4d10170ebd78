using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using KryptonMock.Faults;

namespace KryptonMock.Repatriations;

/// <summary>
/// Reports the orders' changes of state to the target of the settings. One loop sleeps until the next change of any
/// order.
/// </summary>
internal sealed class Notifier(
    OrderBook orders,
    FaultBook faults,
    Func<NotificationTraits> traits,
    byte[] secret,
    TimeProvider time
) : IAsyncDisposable
{
    private const int Attempts = 3;
    private static readonly TimeSpan AttemptGap = TimeSpan.FromSeconds(1);
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly ConcurrentDictionary<string, int> announced = new(StringComparer.Ordinal);
    private Task loop = Task.CompletedTask;

    public void Start() => loop = Task.Run(RunAsync);

    /// <summary>Tells the loop that an order was placed or changed.</summary>
    public void Wake() => wake.Release();

    /// <summary>Reports the order as it is, once, now.</summary>
    public async Task SendAsync(Order order)
    {
        if (traits().Target is not { } target)
        {
            return;
        }

        var ways = faults.Strike(FaultKinds.OfNotifications, null, order.StudyUid);
        var late = ways.Where(fault => fault.Kind == FaultKind.NotifyLate).Sum(fault => fault.Milliseconds);
        var body = Encoding.UTF8.GetBytes(order.ToTask(time.GetUtcNow()).ToJsonString());
        await Task.Delay(TimeSpan.FromMilliseconds(late), time, stopping.Token);
        if (ways.Any(fault => fault.Kind == FaultKind.NotifyNever))
        {
            return;
        }

        var times = ways.Any(fault => fault.Kind == FaultKind.NotifyTwice) ? 2 : 1;
        var key = ways.Any(fault => fault.Kind == FaultKind.NotifyWrongSignature) ? [.. secret.Reverse()] : secret;
        for (var i = 0; i < times; i++)
        {
            await DeliverAsync(target, body, key);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Dispose();
        wake.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var woken = wake.WaitAsync(stopping.Token);
        while (!stopping.IsCancellationRequested)
        {
            var now = time.GetUtcNow();
            foreach (var order in orders.All.Where(order => IsDue(order, now)))
            {
                _ = SendAsync(order);
            }

            using var nap = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
            await Task.WhenAny(woken, Task.Delay(UntilNextChange(now), time, nap.Token));
            await nap.CancelAsync();
            if (woken.IsCompleted)
            {
                woken = wake.WaitAsync(stopping.Token);
            }
        }
    }

    private bool IsDue(Order order, DateTimeOffset now)
    {
        var state = order.At(now);
        var known = announced.GetValueOrDefault(order.Id);
        announced[order.Id] = state.Version;
        return state.Version > known && (state.HasEnded || traits().EveryChange);
    }

    private TimeSpan UntilNextChange(DateTimeOffset now)
    {
        var changes = orders
            .All.Where(order => !order.At(now).HasEnded)
            .SelectMany(order => order.Course.Changes.Select(change => order.OrderedAt + change - now));
        return changes.Where(wait => wait > TimeSpan.Zero).DefaultIfEmpty(Timeout.InfiniteTimeSpan).Min();
    }

    private async Task DeliverAsync(string target, byte[] body, byte[] key)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, target)
            {
                Content = new ByteArrayContent(body),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/fhir+json");
            request.Headers.Add(NotificationSigner.Header, NotificationSigner.Sign(body, key, time.GetUtcNow()));
            try
            {
                using var response = await http.SendAsync(request, stopping.Token);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Nobody listens: tried again, then left to the other side's polling.
            }

            await Task.Delay(AttemptGap, time, stopping.Token);
        }
    }
}
