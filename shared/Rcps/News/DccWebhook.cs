using System.Net.Http.Headers;
using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Notifications;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.News;

/// <summary>Calls the DCC, signed as Krypton signs its notifications to us.</summary>
public sealed class DccWebhook(
    IHttpClientFactory clients,
    AppKeys keys,
    IOptions<DccWebhookOptions> options,
    TimeProvider time
)
{
    /// <summary>Of the signature, <c>t=…,v1=…</c>; see <see cref="NotificationSignature"/>.</summary>
    public const string Header = "X-KryptonFunctions-Signature";

    /// <summary>The longest that the DCC may take to answer.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Read at start, so that a missing one is told then and not with the first news.</summary>
    private readonly byte[] secret = options.Value.Url is null
        ? []
        : keys.Secret(options.Value.Secret, "DccWebhook:Secret", DevelopmentSecret.DccWebhook);

    /// <exception cref="DccWebhookException">The DCC has not taken it: it must be told again.</exception>
    public async Task CallAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Url)
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(Header, NotificationSignature.Make(body, secret, time.GetUtcNow()));
        using var client = clients.CreateClient(nameof(DccWebhook));
        try
        {
            // What it says beside the status is not read.
            using var answer = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            if (!answer.IsSuccessStatusCode)
            {
                throw new DccWebhookException($"status {(int)answer.StatusCode}");
            }
        }
        catch (Exception e)
            when (e is HttpRequestException
                || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            )
        {
            throw new DccWebhookException(e.GetType().Name);
        }
    }
}

/// <summary>The DCC did not take a piece of news; holds no address.</summary>
public sealed class DccWebhookException(string why) : Exception($"The DCC has not taken the news ({why}).");
