namespace KryptonFunctions.Tests.Architecture;

/// <summary>What an event means, and what whoever reads it should do.</summary>
internal sealed record EventMeaning(string Meaning, string ToDo);

/// <summary>
/// Written by hand, one for each event of the log. An id belongs to one event for ever: one that is gone is not given
/// to another.
/// </summary>
internal static class EventMeanings
{
    public static IReadOnlyDictionary<int, EventMeaning> All { get; } =
        new Dictionary<int, EventMeaning>
        {
            [2000] = new(
                "A call had an exception that nobody expected; the caller got 500 without its text.",
                "A mistake of ours: the exception is in the line, the DCC's report names the same request id."
            ),
            [2001] = new("The caller hung up before the answer.", "Nothing; many at once mean that answers are slow."),
            [2002] = new(
                "Azure Storage did not answer within the time-outs; the caller got 503 and may repeat.",
                "Look at the storage account: throttling, an outage, roles or network rules that were changed."
            ),
            [2010] = new(
                "A valid token lacks the role that the function wants; 403, traced as AccessRefused.",
                "A single one is a user's mistake. Many of one user: ask the DCC, the traces name who."
            ),
            [2011] = new("Counts of users who have used nothing for a day were removed.", "Nothing."),
            [3000] = new(
                "Traces could not be written, so the data was not given: no trace, no data. Callers got 503; a step of "
                    + "the prefetch is repeated.",
                "As for 2002; with status 409 or 412 the chain is fought for by too many instances."
            ),
            [3010] = new(
                "The address of the DCC's public keys cannot be read. Keys known so far stay good.",
                "Ask the DCC; check the Dcc section's addresses. Until then no new key of theirs is accepted."
            ),
            [3011] = new(
                "A token was refused: signature, issuer, audience, lifetime, level of authentication or claims; 401.",
                "The reason is in the line. Clocks apart and an expired key are the usual ones; many forged: an attack."
            ),
            [3020] = new(
                "Messages about traces failed five times. The traces themselves are written; index or Krypton lag "
                    + "behind.",
                "They were put back and are tried again. If it repeats, Krypton's AuditEvent or the table TraceIndex "
                    + "is out of order."
            ),
            [3030] = new(
                "A chain of traces contradicts itself or an earlier digest: one was changed, removed or slipped in.",
                "A security incident: keep the account as it is, compare with the digests, ask who had access."
            ),
            [3031] = new(
                "The night's digest of all chains touched that day is in the container trace-digests.",
                "Nothing. If it is missing for a day, DigestTraces does not run; it catches up a week."
            ),
            [3032] = new("The index knows a trace whose row is gone or no longer reads as a trace.", "As for 3030."),
            [3033] = new(
                "Krypton refused an audit event for good, so only our side has the trace.",
                "Tell Krypton's operator, with the trace id and the reason. It stays queued, and is sent again."
            ),
            [3034] = new(
                "The newest row of a chain of traces has no seal of ours: somebody else wrote it. Traces go on.",
                "As for 3030. After an exchange of the key: is the old one in Traces:EarlierChainKeys?"
            ),
            [3035] = new(
                "A chain of traces is shorter than this instance knew it: its end was cut off.",
                "As for 3030; Krypton's audit events and the index still name the traces that are gone."
            ),
            [3036] = new(
                "A row says that a step was traced, but its trace is not there. Not believed; the step was traced.",
                "As for 3030: somebody planted the row, or removed the trace."
            ),
            [3037] = new(
                "The night found traces of a day that no row of the index names: a message was lost, or still waits.",
                "After a restore or a night without the app: nothing. Else ask who has access to the queues."
            ),
            [3100] = new(
                "The readiness probe found storage or Krypton not answering; it says 503.",
                "Look at the part that the line names. Single lines are hiccups."
            ),
            [3110] = new(
                "Half of the calls to Krypton of one kind failed; they are refused at once for a while, others go on.",
                "Ask Krypton's operator; the kind says what of it fails. GET /health/ready says whether it still does."
            ),
            [3111] = new("A kind of calls is answered again.", "Nothing."),
            [4030] = new(
                "A meeting begins within the last stretch (two hours), and somebody must act; its board says on what.",
                "Open the board with the care team: choose identities, ask the sites for the studies that failed."
            ),
            [4000] = new(
                "An instance could not be told of an event, mostly since it has ended.",
                "Nothing: it finds the change in the tables, or RepairPrefetch starts it."
            ),
            [4001] = new("Two wanted to start the same instance; one was faster.", "Nothing."),
            [4010] = new(
                "An instance that the tables want was not running: an event or a start was lost.",
                "Nothing for single ones, it is mended. Many: workers die, or the task hub was changed or emptied."
            ),
            [4011] = new("An RCP is past its retention: rows, traits and histories are gone, traces stay.", "Nothing."),
            [4012] = new(
                "Krypton notified of orders that we never placed, or whose study is gone.",
                "Look at the ids in the queue; ask Krypton whether another client's orders come to us. Then clear it."
            ),
            [4013] = new(
                "A change or cancellation of an RCP had not reached its instances after ten minutes.",
                "As for 4010."
            ),
            [4014] = new(
                "The DCC did not take the news of its meetings five times; they were put back and are tried again.",
                "Ask the DCC; check DccWebhook:Url, and that both have the same secret. The boards are not concerned."
            ),
            [5000] = new(
                "A link could not be opened since its table did not answer; the user got 503 and may try it again.",
                "As for 2002."
            ),
            [5001] = new("Used and expired links were removed.", "Nothing."),
        };
}
