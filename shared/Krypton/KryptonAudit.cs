using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Reports what a user did through us to Krypton, so that both systems hold the trace (FHIR AuditEvent).
/// </summary>
public sealed class KryptonAudit(HttpClient http, IOptions<KryptonOptions> options)
{
    private const int PageSize = 200;

    private readonly string address = options.Value.FhirBaseUrl.TrimEnd('/') + "/AuditEvent";
    private readonly string server = new Uri(options.Value.FhirBaseUrl).Host;

    /// <summary>Posts it; where the platform knows the search, the same trace id twice leaves one event.</summary>
    public async Task<AuditAnswer> PostAsync(UserAction action, CancellationToken cancellationToken)
    {
        var written =
            options.Value.AuditForm == AuditForm.Tde
                ? TdeAuditEvent.Write(action)
                : BalpAuditEvent.Write(action, server);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = FhirBody.Write(written) };
        if (options.Value.AuditSearchParameter is { Length: > 0 } search)
        {
            request.Headers.Add(
                "If-None-Exist",
                $"{search}={AuditEventParts.TraceSystem}|{FhirSearch.QueryText(action.TraceId)}"
            );
        }

        return await http.ExchangeAsync(
            request,
            KryptonCall.AuditEvents,
            KryptonPatients.FhirJson,
            cancellationToken
        ) switch
        {
            KryptonReply.Answer { Success: true } answer => IsTaken(answer.Body)
                ? new AuditAnswer.Posted()
                : new AuditAnswer.Unavailable(KryptonFault.Bad("not-fhir")),
            KryptonReply.Answer answer => new AuditAnswer.Rejected($"http-{(int)answer.Status}"),
            KryptonReply.Failed failed => new AuditAnswer.Unavailable(failed.Fault),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>
    /// What Krypton recorded of us in a period, page by page: <c>GET AuditEvent?date=ge…&amp;date=lt…</c>. Events that
    /// name no trace of ours are left out.
    /// </summary>
    /// <exception cref="InvalidOperationException">Krypton does not answer, or with what cannot be used; the message
    /// says which.</exception>
    public async IAsyncEnumerable<RecordedAccess> ReadAsync(
        DateTimeOffset from,
        DateTimeOffset to,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var first = new Uri($"{address}?date=ge{Instant(from)}&date=lt{Instant(to)}&_count={PageSize}");
        var seen = new HashSet<Uri>();
        for (var page = first; page is not null; )
        {
            if (!seen.Add(page))
            {
                throw new InvalidOperationException("Krypton's pages of AuditEvents lead in a circle.");
            }

            var (events, next) = await PageAsync(page, cancellationToken);
            foreach (var recorded in events.Select(RecordedAccess.From).OfType<RecordedAccess>())
            {
                yield return recorded;
            }

            if (!FhirPaging.TryFollow(next, first, out page))
            {
                throw new InvalidOperationException("Krypton's next page of AuditEvents is on another server.");
            }
        }
    }

    private async Task<(IReadOnlyList<AuditEvent> Events, string? Next)> PageAsync(
        Uri page,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        switch (await http.ExchangeAsync(request, KryptonCall.AuditEvents, KryptonPatients.FhirJson, cancellationToken))
        {
            case KryptonReply.Answer { Success: true } answer:
                return FhirBody.TryRead<Bundle>(answer.Body, out var bundle, out var broken)
                    ? (
                        [.. bundle.Entry.Select(entry => entry?.Resource).OfType<AuditEvent>()],
                        bundle.Link.Find(link => link?.Relation == "next")?.Url
                    )
                    : throw Unread(broken.Code);
            case KryptonReply.Answer answer:
                throw Unread($"http-{(int)answer.Status}");
            case KryptonReply.Failed failed:
                throw Unread(failed.Fault.Code);
            default:
                throw new UnreachableException();
        }
    }

    private static InvalidOperationException Unread(string code) =>
        new($"Krypton's AuditEvents cannot be read ({code}).");

    private static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// A web page under a wrong address or of a gateway says 200 as well. Only nothing, the event itself, or an outcome
    /// without an error says that it is kept (FHIR R4, http.html#ops).
    /// </summary>
    private static bool IsTaken(byte[] body) =>
        body.Length == 0
        || FhirBody.TryRead<AuditEvent>(body, out _, out _)
        || (
            FhirBody.TryRead<OperationOutcome>(body, out var outcome, out _)
            && !outcome.Issue.Exists(issue => FhirBody.Text(issue?.SeverityElement) is "error" or "fatal")
        );
}

/// <summary>What came of reporting an action.</summary>
public abstract record AuditAnswer
{
    private AuditAnswer() { }

    /// <summary>Krypton holds it, now or since an earlier call.</summary>
    public sealed record Posted : AuditAnswer;

    /// <summary>Krypton does not take it, and a repeat would not help.</summary>
    public sealed record Rejected(string Reason) : AuditAnswer;

    public sealed record Unavailable(KryptonFault Fault) : AuditAnswer;
}
