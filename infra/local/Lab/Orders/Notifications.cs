using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;
using KryptonFunctions.Access;
using KryptonMock.Repatriations;
using Lab.Adapter;
using Microsoft.Extensions.Hosting;

namespace Lab.Orders;

/// <summary>
/// Reports each change of an order, signed, in order, and a few times where nobody answers; after that the other
/// side's polling has to do.
/// </summary>
internal sealed class Notifications(AdapterOptions options, TimeProvider time) : BackgroundService
{
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Channel<Order> changed = Channel.CreateUnbounded<Order>();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly byte[] secret = DevelopmentKeys.Secret(AppEnvironment.Local, DevelopmentSecret.Notification);

    public void Tell(Order order) => changed.Writer.TryWrite(order);

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var order in changed.Reader.ReadAllAsync(stoppingToken))
        {
            if (options.NotificationTarget is { } target)
            {
                _ = SendAsync(target, Encoding.UTF8.GetBytes(order.ToTask().ToJsonString()), stoppingToken);
            }
        }
    }

    private async Task SendAsync(string target, byte[] body, CancellationToken stopping)
    {
        for (var attempt = 1; attempt <= Attempts && !await TrySendAsync(target, body, stopping); attempt++)
        {
            await Task.Delay(Pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TrySendAsync(string target, byte[] body, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/fhir+json");
        request.Headers.Add(NotificationSigner.Header, NotificationSigner.Sign(body, secret, time.GetUtcNow()));
        try
        {
            using var answer = await http.SendAsync(request, stopping);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
