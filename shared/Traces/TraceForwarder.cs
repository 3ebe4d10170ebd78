using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Traces;

/// <summary>
/// Tells Krypton what our users did with its data, so that both systems hold the trace. A repeat leaves one event
/// there.
/// </summary>
public sealed partial class TraceForwarder(
    TraceTable traces,
    KryptonAudit audit,
    TimeProvider time,
    ILogger<TraceForwarder> logger
)
{
    private const int AtOnce = 8;

    /// <summary>
    /// Posts every trace of the message. One that Krypton rejects is logged as critical; it keeps none of the others
    /// from Krypton.
    /// </summary>
    /// <exception cref="InvalidOperationException">Krypton has not taken one of them: the message must come again, and
    /// in the end goes to the poison queue, from which it is tried again once what was wrong is mended.</exception>
    public async Task ForwardAsync(TracesAnnounced message, CancellationToken cancellationToken)
    {
        var stored = await traces.AnnouncedAsync(message.Rows, cancellationToken);
        var together = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        var notTaken = 0;
        await Parallel.ForEachAsync(
            stored.Select(s => s.Trace).Select(UserActionOf).OfType<UserAction>(),
            together,
            async (action, token) =>
            {
                CurrentCall.Begin(action.RequestId ?? action.TraceId);
                switch (await audit.PostAsync(action, token))
                {
                    case AuditAnswer.Rejected(var reason):
                        LogRejected(action.TraceId, reason);
                        Interlocked.Increment(ref notTaken);
                        break;
                    case AuditAnswer.Unavailable:
                        Interlocked.Increment(ref notTaken);
                        break;
                    default:
                        TraceMetrics.Reached("forwarded", action.At, time.GetUtcNow());
                        break;
                }
            }
        );
        if (notTaken > 0)
        {
            throw new InvalidOperationException($"Krypton has not taken {notTaken} audit events.");
        }
    }

    /// <summary>What Krypton is told; null for what touches none of Krypton's data.</summary>
    internal static UserAction? UserActionOf(Trace trace) =>
        TraceActionRule.All[trace.Entry.Action].ForwardedAs is { } kind ? UserActionOf(trace, kind) : null;

    private static UserAction UserActionOf(Trace trace, AccessKind kind) =>
        new()
        {
            TraceId = trace.Id.Value,
            At = trace.At,
            Action = Trace.NameOf(trace.Entry.Action),
            Kind = kind,
            Success = trace.Entry.Outcome == TraceOutcome.Succeeded,
            User = trace.Entry.User == TraceUser.System ? null : trace.Entry.User.User,
            SubjectNameId = trace.Entry.User.SubjectNameId,
            Role = trace.Entry.User.Role,
            Organization = trace.Entry.User.Organization,
            PurposeOfUse = trace.Entry.Reason,
            PatientId = trace.Entry.Patient,
            StudyUids = trace.Entry.StudyUids,
            RcpId = trace.Entry.RcpId,
            PreFicheId = trace.Entry.PreFicheId,
            RequestId = trace.Entry.RequestId,
        };

    [LoggerMessage(
        3033,
        LogLevel.Critical,
        "Krypton does not take the audit event of trace {TraceId} ({Reason}): only we hold it."
    )]
    private partial void LogRejected(string traceId, string reason);
}
