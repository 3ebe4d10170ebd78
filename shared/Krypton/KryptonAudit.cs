using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Reports what a user did through us to Krypton, so that both systems hold the trace (FHIR AuditEvent).
/// </summary>
public sealed class KryptonAudit(HttpClient http, IOptions<KryptonOptions> options)
{
    private readonly string address = options.Value.FhirBaseUrl.TrimEnd('/') + "/AuditEvent";

    /// <summary>Posts it; the same trace id twice leaves one event at Krypton.</summary>
    public async Task<AuditAnswer> PostAsync(UserAction action, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = FhirBody.Write(AuditEventWriter.Write(action)),
        };
        request.Headers.Add(
            "If-None-Exist",
            $"identifier={AuditEventWriter.TraceSystem}|{FhirSearch.QueryText(action.TraceId)}"
        );
        return await http.ExchangeAsync(request, KryptonPatients.FhirJson, cancellationToken) switch
        {
            KryptonReply.Answer { Success: true } => new AuditAnswer.Posted(),
            KryptonReply.Answer answer => new AuditAnswer.Rejected($"http-{(int)answer.Status}"),

            // The event is stored, whatever the body of the answer looks like.
            KryptonReply.Failed { Fault.Code: "wrong-content-type" } => new AuditAnswer.Posted(),
            KryptonReply.Failed failed => new AuditAnswer.Unavailable(failed.Fault),
            _ => throw new UnreachableException(),
        };
    }
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
