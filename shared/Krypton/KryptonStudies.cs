using KryptonFunctions.Identity;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Krypton;

/// <summary>
/// The studies that Krypton knows: the index (every study, wherever it is) and the central server (what is there at
/// once). Availability is what the index says; where it says nothing, a study is online when the central server holds
/// all its instances, else nearline.
/// </summary>
public sealed class KryptonStudies
{
    private readonly QidoClient index;
    private readonly QidoClient central;
    private readonly bool oneAddress;
    private readonly KryptonOptions options;
    private readonly TimeProvider time;

    public KryptonStudies(HttpClient http, IOptions<KryptonOptions> options, TimeProvider time)
    {
        (this.options, this.time) = (options.Value, time);
        var indexUrl = options.Value.DicomWebBaseUrl.TrimEnd('/');
        var centralUrl = (options.Value.CentralDicomWebBaseUrl ?? indexUrl).TrimEnd('/');
        index = new QidoClient(http, indexUrl, options.Value);
        central = new QidoClient(http, centralUrl, options.Value);
        oneAddress = indexUrl == centralUrl;
    }

    /// <summary>
    /// The studies recorded under any of the identifiers of a patient's record, as each establishment files them.
    /// </summary>
    /// <param name="identifiers">The record's identifiers.</param>
    /// <param name="filter">Narrows the list, or null.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<QidoAnswer> OfPatientAsync(
        IEnumerable<RecordedIdentifier> identifiers,
        StudyFilter? filter,
        CancellationToken cancellationToken
    ) => IndexedAsync(QidoQuery.OfPatient(identifiers, filter), cancellationToken);

    /// <summary>The studies with these UIDs, from the index; unknown ones are missing in the list.</summary>
    public Task<QidoAnswer> FindAsync(IReadOnlyCollection<StudyUid> uids, CancellationToken cancellationToken) =>
        IndexedAsync(QidoQuery.ByUid(uids.Select(u => u.Value)), cancellationToken);

    /// <summary>
    /// What the central server itself holds of these studies, with the instances that are there now. A study that is
    /// not there is missing in the list.
    /// </summary>
    public async Task<QidoAnswer> OnCentralAsync(
        IReadOnlyCollection<StudyUid> uids,
        CancellationToken cancellationToken
    )
    {
        using var budget = new ListBudget(options, time, cancellationToken);
        return await AllAsync(central, QidoQuery.ByUid(uids.Select(u => u.Value)), budget);
    }

    private async Task<QidoAnswer> IndexedAsync(IEnumerable<QidoQuery> queries, CancellationToken cancellationToken)
    {
        using var budget = new ListBudget(options, time, cancellationToken);
        return await WithAvailabilityAsync(await AllAsync(index, queries, budget), budget);
    }

    private async Task<QidoAnswer> WithAvailabilityAsync(QidoAnswer answer, ListBudget budget)
    {
        if (
            answer is not QidoAnswer.Listed { Studies: var studies, Complete: var complete }
            || studies.All(s => s.Availability is not null)
        )
        {
            return answer;
        }

        var unsaid = studies.Where(s => s.Availability is null).Select(s => s.StudyUid);
        var there = oneAddress ? answer : await AllAsync(central, QidoQuery.ByUid(unsaid), budget);
        if (there is not QidoAnswer.Listed { Studies: var held, Complete: var allLookedUp })
        {
            return there;
        }

        var onCentral = held.ToDictionary(s => s.StudyUid);
        return new QidoAnswer.Listed(
            [
                .. studies.Select(s =>
                    s with
                    {
                        Availability = s.Availability ?? Derive(s, onCentral.GetValueOrDefault(s.StudyUid)),
                    }
                ),
            ],
            complete && allLookedUp
        );
    }

    private static StudyAvailability Derive(StudyRecord study, StudyRecord? held) =>
        held?.Availability
        ?? (
            held is not null && (study.Instances is null || held.Instances >= study.Instances)
                ? StudyAvailability.Online
                : StudyAvailability.Nearline
        );

    private static async Task<QidoAnswer> AllAsync(QidoClient server, IEnumerable<QidoQuery> queries, ListBudget budget)
    {
        var answers = await Task.WhenAll(queries.Select(q => server.QueryAsync(q, budget)));
        if (answers.OfType<QidoAnswer.Unavailable>().FirstOrDefault() is { } failed)
        {
            return failed;
        }

        if (budget.BroughtNothing)
        {
            return new QidoAnswer.Unavailable(new KryptonFault("timeout"));
        }

        var lists = answers.OfType<QidoAnswer.Listed>().ToList();
        return new QidoAnswer.Listed(
            [
                .. lists
                    .SelectMany(a => a.Studies)
                    .DistinctBy(s => s.StudyUid)
                    .OrderByDescending(s => (s.Date, s.Time))
                    .ThenBy(s => s.StudyUid, StringComparer.Ordinal),
            ],
            lists.TrueForAll(a => a.Complete)
        );
    }
}
