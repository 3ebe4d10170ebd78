using System.Security.Cryptography;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Observability;
using KryptonFunctions.Rcps.Storage;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.Notifications;

/// <summary>What goes into the queue: opaque ids only.</summary>
/// <param name="TaskId">Krypton's id of the Task.</param>
/// <param name="Key">The key of our order, or null where the Task carries none.</param>
public sealed record ReportedTask(string TaskId, string? Key)
{
    /// <summary>Krypton's call, as a <c>traceparent</c>; null where nobody observed it.</summary>
    public string? Traceparent { get; init; }
}

/// <summary>
/// Takes Krypton's notification: checks the signature over the bytes as they came, drops a repeat, and queues. What the
/// report says is not believed, only that there is one.
/// </summary>
public sealed class ReceiveNotification(
    TableServiceClient tables,
    QueueServiceClient queues,
    AppKeys keys,
    IOptions<KryptonOptions> options,
    TimeProvider time
)
{
    public const string Queue = "krypton-notifications";

    /// <summary>Where the queue puts a Task that nobody knows.</summary>
    public const string PoisonQueue = Queue + "-poison";

    private const int Conflict = 409;

    /// <summary>Of a FHIR id.</summary>
    private const int MaxId = 64;

    private static readonly Failure Forged = new(
        FailureKind.Unauthenticated,
        "wrong-signature",
        new(
            "La signature n'est pas valable, ou date de plus de cinq minutes.",
            "The signature does not hold, or is older than five minutes."
        )
    );

    private readonly byte[] secret = keys.Secret(
        options.Value.NotificationSecret,
        "Krypton:NotificationSecret",
        DevelopmentSecret.Notification
    );

    /// <summary>True where it was queued; false for a repeat of one that was.</summary>
    public async Task<Outcome<bool>> ReceiveAsync(
        string? signature,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        if (NotificationSignature.Verify(signature, body.Span, secret, now) is not { } verified)
        {
            return Forged;
        }

        if (RepatriationTask.Parse(body.Span) is not { } report)
        {
            return Failure.Invalid("$", new("Ce n'est pas une Task FHIR.", "Not a FHIR Task."));
        }

        try
        {
            return await QueueOnceAsync(Opaque(report), verified, cancellationToken);
        }
        catch (Exception e) when (StorageFailure.Is(e))
        {
            return StorageFailure.Now;
        }
    }

    /// <summary>
    /// Of somebody else's Task nothing is known, so what does not look like an id or like our key might be a name, and
    /// is left out.
    /// </summary>
    private static ReportedTask Opaque(RepatriationReport report) =>
        new(
            report.TaskId.Length <= MaxId && report.TaskId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
                ? report.TaskId
                : "(no FHIR id)",
            OrderKey.TryParse(report.Key, out var key) ? key.ToString() : null
        )
        {
            Traceparent = KryptonActivities.Traceparent,
        };

    /// <summary>
    /// Queued first and remembered then: what breaks off between is queued twice, which does no harm, rather than lost.
    /// </summary>
    private async Task<bool> QueueOnceAsync(
        ReportedTask task,
        VerifiedSignature signature,
        CancellationToken cancellationToken
    )
    {
        // By the time that is signed, so that a repeat is looked for where its first was kept.
        var table = tables.GetTableClient(RcpKeys.Table);
        var hour = RcpKeys.Notifications(signature.SignedAt);
        var row = Convert.ToHexStringLower(SHA256.HashData(signature.Bytes));
        if ((await table.GetEntityIfExistsAsync<TableEntity>(hour, row, ["RowKey"], cancellationToken)).HasValue)
        {
            return false;
        }

        await queues
            .GetQueueClient(Queue)
            .SendMessageAsync(JsonSerializer.Serialize(task, JsonSerializerOptions.Web), cancellationToken);
        try
        {
            await table.AddEntityAsync(new TableEntity(hour, row), cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == Conflict)
        {
            // The same message came twice at once.
        }

        return true;
    }
}
