using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KryptonFunctions.Access;
using KryptonFunctions.Rcps.News;
using KryptonFunctions.Rcps.Notifications;
using Microsoft.AspNetCore.Http;

namespace Runner.Dcc;

/// <summary>
/// The DCC's side of the news: takes what is signed (<c>POST /webhook</c>), shows what came (<c>GET /webhook</c>), and
/// can be told to refuse.
/// </summary>
public sealed class ReceivedNews(TimeProvider time)
{
    private const int Kept = 1_000;

    private readonly ConcurrentQueue<JsonNode> received = new();
    private int refused;

    /// <summary>While it is set every call is answered with 503.</summary>
    public bool Refuses { get; set; }

    /// <summary>How many calls were answered so.</summary>
    public int Refused => refused;

    /// <summary>What was taken, oldest first; the last thousand.</summary>
    public IReadOnlyList<JsonNode> All => [.. received];

    internal async Task<IResult> TakeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var secret = DevelopmentKeys.Secret(AppEnvironment.Local, DevelopmentSecret.DccWebhook);
        var signature = request.Headers[DccWebhook.Header];
        if (NotificationSignature.Verify(signature, body.ToArray(), secret, time.GetUtcNow()) is null)
        {
            return Results.Unauthorized();
        }

        if (Refuses)
        {
            Interlocked.Increment(ref refused);
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        received.Enqueue(JsonNode.Parse(body.ToArray())!);
        while (received.Count > Kept && received.TryDequeue(out _)) { }

        return Results.NoContent();
    }
}
