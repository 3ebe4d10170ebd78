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
    private readonly PatientIssuers issuers;
    private readonly int uidsPerQuery;
    private readonly bool oneAddress;
    private readonly KryptonOptions options;
    private readonly TimeProvider time;

    public KryptonStudies(HttpClient http, IOptions<KryptonOptions> options, TimeProvider time)
    {
        (this.options, this.time) = (options.Value, time);
        var indexUrl = options.Value.DicomWebBaseUrl.TrimEnd('/');
        var centralUrl = (options.Value.CentralDicomWebBaseUrl ?? indexUrl).TrimEnd('/');
        index = new QidoClient(http, KryptonCall.Studies, indexUrl, options.Value);
        central = new QidoClient(http, KryptonCall.CentralStudies, centralUrl, options.Value);
        issuers = new PatientIssuers(options.Value);
        uidsPerQuery = options.Value.UidsPerQuery;
        oneAddress = indexUrl == centralUrl;
    }

    /// <summary>
    /// The studies recorded under any of the identifiers of a patient's record, as each establishment files them.
    /// </summary>
    /// <param name="records">The patient's record, and those it was merged into.</param>
    /// <param name="filter">Narrows the list, or null.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<QidoAnswer> OfPatientAsync(
        IReadOnlyList<PatientRecord> records,
        StudyFilter? filter,
        CancellationToken cancellationToken
    )
    {
        using var budget = new ListBudget(options, time, cancellationToken);
        var queries = QidoQuery.OfPatient(records, filter, issuers, uidsPerQuery);
        var answer = await WithAvailabilityAsync(await AllAsync(index, queries, budget), budget);
        return answer is QidoAnswer.Listed listed && !records.All(r => r.Identifiers.All(QidoQuery.IsAskable))
            ? listed with
            {
                Complete = false,
            }
            : answer;
    }

    /// <summary>
    /// The study with this UID, from the index, with its instances counted; an unknown one gives an empty list.
    /// </summary>
    public async Task<QidoAnswer> FindAsync(StudyUid uid, CancellationToken cancellationToken)
    {
        using var budget = new ListBudget(options, time, cancellationToken);
        return await WithAvailabilityAsync(await CountedAsync(index, uid, budget), budget);
    }

    /// <summary>
    /// What the central server itself holds of this study, with the instances that are there now. A study that is not
    /// there gives an empty list.
    /// </summary>
    public async Task<QidoAnswer> OnCentralAsync(StudyUid uid, CancellationToken cancellationToken)
    {
        using var budget = new ListBudget(options, time, cancellationToken);
        return await CountedAsync(central, uid, budget);
    }

    /// <summary>
    /// Whether a transfer is whole is decided by numbers: where the server does not give them unasked or asked, its
    /// instances are counted. A number that cannot be had stays unknown.
    /// </summary>
    private static async Task<QidoAnswer> CountedAsync(QidoClient server, StudyUid uid, ListBudget budget)
    {
        var answer = await AllAsync(server, QidoQuery.ByUid([uid.Value], uidsPerQuery: 1), budget);
        if (answer is not QidoAnswer.Listed { Studies: [{ Instances: null } study] } listed)
        {
            return answer;
        }

        var counted = await server.CountInstancesAsync(uid.Value, budget);
        return counted.Fault is { } fault
            ? new QidoAnswer.Unavailable(fault)
            : listed with
            {
                Studies = [study with { Instances = counted.Instances }],
            };
    }

    private async Task<QidoAnswer> WithAvailabilityAsync(QidoAnswer answer, ListBudget budget)
    {
        if (
            answer is not QidoAnswer.Listed { Studies: var studies } listed
            || studies.All(s => s.Availability is not null)
        )
        {
            return answer;
        }

        var unsaid = studies.Where(s => s.Availability is null).Select(s => s.StudyUid);
        var there = oneAddress ? answer : await AllAsync(central, QidoQuery.ByUid(unsaid, uidsPerQuery), budget);
        if (there is not QidoAnswer.Listed { Studies: var held, Complete: var allLookedUp })
        {
            return there;
        }

        var onCentral = held.ToDictionary(s => s.StudyUid);
        return listed with
        {
            Complete = listed.Complete && allLookedUp,
            Studies =
            [
                .. studies.Select(s =>
                    s with
                    {
                        Availability = s.Availability ?? Derive(s, onCentral.GetValueOrDefault(s.StudyUid)),
                    }
                ),
            ],
        };
    }

    private static StudyAvailability Derive(StudyRecord study, StudyRecord? held) =>
        held?.Availability
        ?? (
            // A number that is not known is not enough: the study is offered as one whose first image takes longer.
            held?.Instances >= study.Instances
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
        var studies = NewestFirst(lists.SelectMany(list => list.Studies));
        var certain = studies.Select(study => study.StudyUid).ToHashSet();
        return new QidoAnswer.Listed(studies)
        {
            Unverified = NewestFirst(
                lists.SelectMany(list => list.Unverified).Where(study => !certain.Contains(study.StudyUid))
            ),
            Complete = lists.TrueForAll(list => list.Complete),
        };
    }

    private static IReadOnlyList<StudyRecord> NewestFirst(IEnumerable<StudyRecord> studies) =>
        [
            .. studies
                .GroupBy(study => study.StudyUid, StringComparer.Ordinal)
                .Select(Once)
                .OrderByDescending(study => (study.Date, study.Time))
                .ThenBy(study => study.StudyUid, StringComparer.Ordinal),
        ];

    /// <summary>The first of the copies; where the others are is remembered.</summary>
    private static StudyRecord Once(IEnumerable<StudyRecord> copies)
    {
        var (first, issuers) = (copies.First(), copies.Select(copy => copy.PatientIdIssuer).OfType<string>());
        return first with
        {
            OtherIssuers =
            [
                .. issuers.Distinct(StringComparer.Ordinal).Where(issuer => issuer != first.PatientIdIssuer),
            ],
        };
    }
}
