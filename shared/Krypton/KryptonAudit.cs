using System.Diagnostics;
using Hl7.Fhir.Model;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Reports what a user did through us to Krypton, so that both systems hold the trace (FHIR AuditEvent).
/// </summary>
public sealed class KryptonAudit(HttpClient http, IOptions<KryptonOptions> options)
{
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

        return await http.ExchangeAsync(request, KryptonPatients.FhirJson, cancellationToken) switch
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
