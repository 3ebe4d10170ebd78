using System.Diagnostics;
using System.Net;

namespace KryptonFunctions.Krypton;

/// <summary>Queries on one DICOMweb address (QIDO-RS), all pages of them.</summary>
internal sealed class QidoClient(HttpClient http, KryptonCall call, string baseUrl, KryptonOptions options)
{
    // A study of more instances is counted no further: 'unknown' costs an unverified study, not an hour of calls.
    private const int MaxInstances = 20_000;

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(options.StudyTimeZone);

    /// <summary>
    /// Every study that matches, each once, in the server's order; those that were found until the budget ended.
    /// </summary>
    public async Task<QidoAnswer> QueryAsync(QidoQuery query, ListBudget budget)
    {
        var (found, doubtful) = (new List<StudyRecord>(), new List<StudyRecord>());
        var end = await ReadAsync(
            $"studies?{query.Conditions}&{StudyField.Included}",
            body => DicomJson.Studies(body, zone),
            study => study.StudyUid,
            options.MaxStudies,
            page =>
            {
                found.AddRange(
                    page.Where(study => query.Match(study) == StudyMatch.Yes)
                        .Select(study => study with { PatientIdIssuer = query.Authority ?? study.PatientIdIssuer })
                );
                doubtful.AddRange(page.Where(study => query.Match(study) == StudyMatch.InDoubt));
                return found.Count >= query.AtMost;
            },
            budget
        );
        return end.Fault is { } fault
            ? new QidoAnswer.Unavailable(fault)
            : new QidoAnswer.Listed(found) { Unverified = doubtful, Complete = end.Complete };
    }

    /// <summary>
    /// Counts a study's instances one by one, for a server that does not say their number; null where that cannot be
    /// done either.
    /// </summary>
    public async Task<InstanceCount> CountInstancesAsync(string studyUid, ListBudget budget)
    {
        var count = 0;
        var end = await ReadAsync(
            $"studies/{studyUid}/instances?includefield={DicomJson.InstanceUid}",
            DicomJson.Instances,
            uid => uid,
            MaxInstances,
            page =>
            {
                count += page.Count;
                return false;
            },
            budget
        );
        return end switch
        {
            { Fault: { BadAnswer: false } fault } => new InstanceCount(null, fault),
            { Fault: null, Complete: true } => new InstanceCount(count, null),
            _ => new InstanceCount(null, null),
        };
    }

    /// <summary>
    /// Reads page after page until one is empty or brings nothing new. A short page is not the last: servers cap the
    /// limit that they are asked for, some without a word. Hence the place of the next page is where this one ended.
    /// </summary>
    /// <param name="query">Path and query.</param>
    /// <param name="parse">The items of a page, null for one without a key; null where it is no array.</param>
    /// <param name="key">By which an item is known again.</param>
    /// <param name="max">With more items the rest is left out.</param>
    /// <param name="take">Takes the new items; true where no more can come.</param>
    /// <param name="budget">Ends it.</param>
    private async Task<QidoEnd> ReadAsync<T>(
        string query,
        Func<ReadOnlyMemory<byte>, IReadOnlyList<T?>?> parse,
        Func<T, string> key,
        int max,
        Func<IReadOnlyList<T>, bool> take,
        ListBudget budget
    )
        where T : class
    {
        var seen = new HashSet<string>();
        var (unreadable, more) = (false, false);
        for (var offset = 0; ; )
        {
            var address = $"{baseUrl}/{query}&limit={options.StudyPageSize}&offset={offset}";
            if (await AskAsync(address, budget) is not { } reply)
            {
                return new QidoEnd(null, Complete: false);
            }

            if (Page(reply, parse, out var hasMore, out var fault) is not { } page)
            {
                return new QidoEnd(fault, Complete: false);
            }

            budget.CountAnswer();
            if (page.Count == 0)
            {
                return new QidoEnd(null, !unreadable && !more && !hasMore);
            }

            var news = page.OfType<T>().Where(item => seen.Add(key(item))).ToList();
            offset += page.Count;
            var isAll = take(news);
            if (seen.Count > max)
            {
                return new QidoEnd(null, Complete: false);
            }

            if (isAll || news.Count == 0)
            {
                // A page again is that of a server that knows no 'offset', or to which something came meanwhile.
                return new QidoEnd(null, isAll);
            }

            // That there is more matters of the last page only.
            (unreadable, more) = (unreadable || page.Contains(null), hasMore);
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
            var reply = await http.ExchangeAsync(request, call, "application/dicom+json", budget.Token);
            return budget.IsOver && reply is KryptonReply.Failed ? null : reply;
        }
        catch (OperationCanceledException) when (budget.IsOver)
        {
            return null;
        }
    }

    private static IReadOnlyList<T?>? Page<T>(
        KryptonReply reply,
        Func<ReadOnlyMemory<byte>, IReadOnlyList<T?>?> parse,
        out bool hasMore,
        out KryptonFault? fault
    )
        where T : class
    {
        (hasMore, fault) = (false, null);
        switch (reply)
        {
            // 204, or 200 with nothing at all, says that there are none.
            case KryptonReply.Answer { Status: HttpStatusCode.NoContent }
            or KryptonReply.Answer { Success: true, Body.Length: 0 }:
                hasMore = ((KryptonReply.Answer)reply).HasMore;
                return [];
            case KryptonReply.Answer { Success: true } answer:
                hasMore = answer.HasMore;
                var items = parse(answer.Body);
                fault = items is null ? KryptonFault.Bad("broken-json") : null;
                return items;
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

    private sealed record QidoEnd(KryptonFault? Fault, bool Complete);
}

/// <summary>What came of counting a study's instances.</summary>
/// <param name="Instances">Their number, or null where the server cannot be asked for it.</param>
/// <param name="Fault">The server did not answer for now, or null.</param>
internal sealed record InstanceCount(int? Instances, KryptonFault? Fault);
