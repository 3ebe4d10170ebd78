using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using FhirTask = Hl7.Fhir.Model.Task;

namespace KryptonFunctions.Krypton;

/// <summary>Orders to bring studies to the central server, as FHIR Tasks.</summary>
public sealed class KryptonRepatriations(HttpClient http, IOptions<KryptonOptions> options, TimeProvider time)
{
    private const int CancelAttempts = 3;

    private readonly string address = options.Value.FhirBaseUrl.TrimEnd('/') + "/Task";

    /// <summary>Orders; with a key that Krypton knows already, gives the order that exists.</summary>
    public async Task<OrderAnswer> OrderAsync(RepatriationOrder order, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = FhirBody.Write(RepatriationTask.Write(order, time.GetUtcNow())),
        };
        request.Headers.Add("If-None-Exist", $"identifier={TaskCodes.KeySystem}|{FhirSearch.QueryText(order.Key)}");
        switch (await http.ExchangeAsync(request, KryptonPatients.FhirJson, cancellationToken))
        {
            case KryptonReply.Answer { Success: true } answer:
                return RepatriationTask.Read(answer.Body, answer.ETag, out var fault) is not { } report
                        ? new OrderAnswer.Unavailable(fault!)
                    : report.Status == RepatriationStatus.Rejected
                        ? new OrderAnswer.Rejected(report.Reason ?? "rejected")
                    : new OrderAnswer.Ordered(report);
            case KryptonReply.Answer answer:
                return new OrderAnswer.Rejected($"http-{(int)answer.Status}");
            case KryptonReply.Failed failed:
                return new OrderAnswer.Unavailable(failed.Fault);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Where the order stands now.</summary>
    public async Task<RepatriationAnswer> GetAsync(string taskId, CancellationToken cancellationToken)
    {
        var (answer, fault) = await ReadAsync(taskId, cancellationToken);
        return Answer(answer, fault);
    }

    /// <summary>
    /// Cancels the order unless it has ended; gives where it stands afterwards, so a repeat does no harm.
    /// </summary>
    public async Task<RepatriationAnswer> CancelAsync(string taskId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (current, fault) = await ReadAsync(taskId, cancellationToken);
            var known = Answer(current, fault);
            if (
                known
                    is not RepatriationAnswer.Found
                    {
                        Report:
                        {
                            Status: not (
                                RepatriationStatus.Completed
                                or RepatriationStatus.Failed
                                or RepatriationStatus.Rejected
                                or RepatriationStatus.Cancelled
                            )
                        } report
                    }
                || !FhirBody.TryRead<FhirTask>(current!.Body, out var task, out _)
            )
            {
                return known;
            }

            RepatriationTask.Cancel(task);
            using var request = new HttpRequestMessage(HttpMethod.Put, Address(taskId))
            {
                Content = FhirBody.Write(task),
            };
            request.Headers.IfMatch.Add(
                EntityTagHeaderValue.TryParse(report.Version, out var version) ? version : EntityTagHeaderValue.Any
            );
            var reply = await http.ExchangeAsync(request, KryptonPatients.FhirJson, cancellationToken);

            // It changed, or ended, in between: look again.
            if (
                reply is KryptonReply.Answer { Status: HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict }
                && attempt < CancelAttempts
            )
            {
                continue;
            }

            return reply is KryptonReply.Failed failed
                ? new RepatriationAnswer.Unavailable(failed.Fault)
                : Answer((KryptonReply.Answer)reply, null);
        }
    }

    private async Task<(KryptonReply.Answer? Answer, KryptonFault? Fault)> ReadAsync(
        string taskId,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(taskId));
        var reply = await http.ExchangeAsync(request, KryptonPatients.FhirJson, cancellationToken);
        return (reply as KryptonReply.Answer, (reply as KryptonReply.Failed)?.Fault);
    }

    private static RepatriationAnswer Answer(KryptonReply.Answer? answer, KryptonFault? fault) =>
        answer switch
        {
            null => new RepatriationAnswer.Unavailable(fault!),
            { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone } => new RepatriationAnswer.Missing(),
            { Success: true } => RepatriationTask.Read(answer.Body, answer.ETag, out var unusable) is { } report
                ? new RepatriationAnswer.Found(report)
                : new RepatriationAnswer.Unavailable(unusable!),
            _ => new RepatriationAnswer.Unavailable(KryptonFault.Bad($"http-{(int)answer.Status}")),
        };

    private string Address(string taskId) => $"{address}/{Uri.EscapeDataString(taskId)}";
}
