using System.Diagnostics;
using System.Net;

namespace KryptonFunctions.Krypton;

/// <summary>Study queries on one DICOMweb address (QIDO-RS), all pages of them.</summary>
internal sealed class QidoClient(HttpClient http, string baseUrl, KryptonOptions options)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(options.StudyTimeZone);

    /// <summary>
    /// Every study that matches, each once, in the server's order; those that were found until the budget ended.
    /// </summary>
    public async Task<QidoAnswer> QueryAsync(QidoQuery query, ListBudget budget)
    {
        var seen = new HashSet<string>();
        var found = new List<StudyRecord>();
        for (var offset = 0; ; )
        {
            var address =
                $"{baseUrl}/studies?{query.Conditions}&{StudyField.Included}"
                + $"&limit={options.StudyPageSize}&offset={offset}";
            if (await AskAsync(address, budget) is not { } reply)
            {
                return new QidoAnswer.Listed(found, Complete: false);
            }

            if (Page(reply, out var fault) is not { } page)
            {
                return new QidoAnswer.Unavailable(fault!);
            }

            budget.CountAnswer();

            var news = page.OfType<StudyRecord>().Where(study => seen.Add(study.StudyUid)).ToList();
            found.AddRange(news.Where(query.Asked));
            offset += page.Count;
            if (seen.Count > options.MaxStudies)
            {
                return new QidoAnswer.Listed(found, Complete: false);
            }

            // A server that does not know 'offset' gives the same page for ever.
            if (page.Count < options.StudyPageSize || news.Count == 0)
            {
                return new QidoAnswer.Listed(found);
            }
        }
    }

    /// <summary>Null where the budget has ended.</summary>
    private async Task<KryptonReply?> AskAsync(string address, ListBudget budget)
    {
        if (!budget.TryTakeCall())
        {
            return null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        try
        {
            return await http.ExchangeAsync(request, "application/dicom+json", budget.Token);
        }
        catch (OperationCanceledException) when (budget.IsOver)
        {
            return null;
        }
    }

    private IReadOnlyList<StudyRecord?>? Page(KryptonReply reply, out KryptonFault? fault)
    {
        fault = null;
        switch (reply)
        {
            // 204, or 200 with nothing at all, says that there are none.
            case KryptonReply.Answer { Status: HttpStatusCode.NoContent }
            or KryptonReply.Answer { Success: true, Body.Length: 0 }:
                return [];
            case KryptonReply.Answer { Success: true } answer:
                var studies = DicomJson.Studies(answer.Body, zone);
                fault = studies is null ? KryptonFault.Bad("broken-json") : null;
                return studies;
            case KryptonReply.Answer answer:
                fault = KryptonFault.Bad($"http-{(int)answer.Status}");
                return null;
            case KryptonReply.Failed failed:
                fault = failed.Fault;
                return null;
            default:
                throw new UnreachableException();
        }
    }
}
