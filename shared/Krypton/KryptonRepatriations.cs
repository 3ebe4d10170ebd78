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
        switch (await http.ExchangeAsync(request, KryptonCall.Orders, KryptonPatients.FhirJson, cancellationToken))
        {
            case KryptonReply.Answer { Success: true } answer:
                return RepatriationTask.Read(answer.Body, answer.ETag, out var fault) switch
                {
                    null => new OrderAnswer.Unavailable(fault!),
                    { Status: RepatriationStatus.Rejected } report => new OrderAnswer.Rejected(
                        report.Reason ?? "rejected"
                    ),
                    var report => new OrderAnswer.Ordered(report),
                };
            case KryptonReply.Answer answer:
                return new OrderAnswer.Rejected($"http-{(int)answer.Status}");
            case KryptonReply.Failed failed:
                return new OrderAnswer.Unavailable(failed.Fault);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Where the order stands now.</summary>
    public async Task<RepatriationAnswer> GetAsync(string taskId, CancellationToken cancellationToken) =>
        AnswerFrom(await ReadAsync(taskId, cancellationToken));

    /// <summary>
    /// Cancels the order unless it has ended; gives where it stands afterwards, so a repeat does no harm.
    /// </summary>
    public async Task<RepatriationAnswer> CancelAsync(string taskId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var current = await ReadAsync(taskId, cancellationToken);
            var known = AnswerFrom(current);
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
                || current is not KryptonReply.Answer { Body: var body }
                || !FhirBody.TryRead<FhirTask>(body, out var task, out _)
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
            var reply = await http.ExchangeAsync(
                request,
                KryptonCall.Orders,
                KryptonPatients.FhirJson,
                cancellationToken
            );

            // It changed, or ended, in between: look again.
            if (
                reply is KryptonReply.Answer { Status: HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict }
                && attempt < CancelAttempts
            )
            {
                continue;
            }

            return AnswerFrom(reply);
        }
    }

    private async Task<KryptonReply> ReadAsync(string taskId, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(taskId));
        return await http.ExchangeAsync(request, KryptonCall.OrderStates, KryptonPatients.FhirJson, cancellationToken);
    }

    private static RepatriationAnswer AnswerFrom(KryptonReply reply) =>
        reply switch
        {
            KryptonReply.Failed failed => new RepatriationAnswer.Unavailable(failed.Fault),
            KryptonReply.Answer { Status: HttpStatusCode.Gone } => new RepatriationAnswer.Missing(),

            // A lost order is placed again, so that it is lost must be said by who keeps the orders.
            KryptonReply.Answer { Status: HttpStatusCode.NotFound } answer when FhirBody.SaysNotFound(answer.Body) =>
                new RepatriationAnswer.Missing(),
            KryptonReply.Answer { Success: true } answer => RepatriationTask.Read(
                answer.Body,
                answer.ETag,
                out var unusable
            )
                is { } report
                ? new RepatriationAnswer.Found(report)
                : new RepatriationAnswer.Unavailable(unusable!),
            KryptonReply.Answer answer => new RepatriationAnswer.Unavailable(
                KryptonFault.Bad($"http-{(int)answer.Status}")
            ),
            _ => throw new UnreachableException(),
        };

    private string Address(string taskId) => $"{address}/{Uri.EscapeDataString(taskId)}";
}
