using System.Text.Json;
using System.Text.Json.Serialization;
using KryptonFunctions.Rcps.Boards;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Storage;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.News;

/// <summary>
/// Tells the DCC how a meeting stands, where that is not what it was told last. May run twice, and at the same time:
/// each piece of news has a number before it goes out, so a late one is known by it.
/// </summary>
public sealed class TellDcc(
    RcpStore rcps,
    CurrentBoard boards,
    DccWebhook webhook,
    NewsMessages messages,
    IOptions<DccWebhookOptions> options
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <exception cref="DccWebhookException">The DCC has not taken it.</exception>
    public async Task TellAsync(string rcpId, CancellationToken cancellationToken)
    {
        if (options.Value.Url is null || await rcps.FindAsync(rcpId, cancellationToken) is not { Value: var rcp })
        {
            // Nobody wants to hear, or it is past its retention.
            return;
        }

        var board = await boards.OfAsync(rcp, cancellationToken);
        var digest = Digest(board, rcp.Version);
        var last = await rcps.LastNewsAsync(rcpId, cancellationToken);
        if (last?.Value is { IsTold: true } told && told.Digest == digest)
        {
            return;
        }

        var sequence =
            last?.Value is { IsTold: false } pending && pending.Digest == digest
                ? pending.Sequence
                : (last?.Value.Sequence ?? 0) + 1;
        var claim = new ToldNews(sequence, digest, IsTold: false);
        if (await rcps.SaveNewsAsync(rcpId, claim, last, cancellationToken) is not { } claimed)
        {
            // Somebody else tells of the same meeting now, perhaps of how it stood before: no failure. Another look a
            // little later finds what they said.
            await messages.ChangedAsync(rcpId);
            return;
        }

        var news = new RcpNews(rcpId, sequence, rcp.Version, rcp.StartsAt, board.State, board.Counts);
        await webhook.CallAsync(JsonSerializer.SerializeToUtf8Bytes(news, Json), cancellationToken);

        // Where somebody has newer news by now, they say when those are told.
        await rcps.SaveNewsAsync(rcpId, claimed.Value with { IsTold = true }, claimed, cancellationToken);
    }

    /// <summary>Of what somebody who prepares the meeting looks again for; not of numbers that only grow.</summary>
    private static string Digest(Board board, int version) =>
        JsonRow.Digest(
            new
            {
                version,
                board.StartsAt,
                board.State,
                board.Counts,
                Prefiches = board.Prefiches.Select(p => new
                {
                    p.PreFicheId,
                    p.Identity,
                    p.Candidates,
                    p.ReasonCode,
                    Studies = p.Studies.Select(s => $"{s.StudyUid} {s.State} {s.ReasonCode}"),
                }),
            }
        );
}
