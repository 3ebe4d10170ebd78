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

    public KryptonStudies(HttpClient http, IOptions<KryptonOptions> options)
    {
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
    public async Task<QidoAnswer> OfPatientAsync(
        IEnumerable<RecordedIdentifier> identifiers,
        StudyFilter? filter,
        CancellationToken cancellationToken
    ) =>
        await WithAvailabilityAsync(
            await AllAsync(index, QidoQuery.OfPatient(identifiers, filter), cancellationToken),
            cancellationToken
        );

    /// <summary>The studies with these UIDs, from the index; unknown ones are missing in the list.</summary>
    public async Task<QidoAnswer> FindAsync(IReadOnlyCollection<StudyUid> uids, CancellationToken cancellationToken) =>
        await WithAvailabilityAsync(
            await AllAsync(index, QidoQuery.ByUid(uids.Select(u => u.Value)), cancellationToken),
            cancellationToken
        );

    /// <summary>
    /// What the central server itself holds of these studies, with the instances that are there now. A study that is
    /// not there is missing in the list.
    /// </summary>
    public Task<QidoAnswer> OnCentralAsync(IReadOnlyCollection<StudyUid> uids, CancellationToken cancellationToken) =>
        AllAsync(central, QidoQuery.ByUid(uids.Select(u => u.Value)), cancellationToken);

    private async Task<QidoAnswer> WithAvailabilityAsync(QidoAnswer answer, CancellationToken cancellationToken)
    {
        if (answer is not QidoAnswer.Listed { Studies: var studies } || studies.All(s => s.Availability is not null))
        {
            return answer;
        }

        var unsaid = studies.Where(s => s.Availability is null).Select(s => s.StudyUid);
        var there = oneAddress ? answer : await AllAsync(central, QidoQuery.ByUid(unsaid), cancellationToken);
        if (there is not QidoAnswer.Listed { Studies: var held })
        {
            return there;
        }

        var onCentral = held.ToDictionary(s => s.StudyUid);
        return new QidoAnswer.Listed([
            .. studies.Select(s =>
                s with
                {
                    Availability = s.Availability ?? Derive(s, onCentral.GetValueOrDefault(s.StudyUid)),
                }
            ),
        ]);
    }

    private static StudyAvailability Derive(StudyRecord study, StudyRecord? held) =>
        held?.Availability
        ?? (
            held is not null && (study.Instances is null || held.Instances >= study.Instances)
                ? StudyAvailability.Online
                : StudyAvailability.Nearline
        );

    private static async Task<QidoAnswer> AllAsync(
        QidoClient server,
        IEnumerable<QidoQuery> queries,
        CancellationToken cancellationToken
    )
    {
        var answers = await Task.WhenAll(queries.Select(q => server.QueryAsync(q, cancellationToken)));
        return answers.OfType<QidoAnswer.Unavailable>().FirstOrDefault() is { } failed
            ? failed
            : new QidoAnswer.Listed([
                .. answers
                    .OfType<QidoAnswer.Listed>()
                    .SelectMany(a => a.Studies)
                    .DistinctBy(s => s.StudyUid)
                    .OrderByDescending(s => (s.Date, s.Time))
                    .ThenBy(s => s.StudyUid, StringComparer.Ordinal),
            ]);
    }
}
