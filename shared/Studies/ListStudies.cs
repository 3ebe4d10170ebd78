using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Structures;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Studies;

/// <summary>What studies a caller asks for.</summary>
/// <param name="PatientHandle">The opaque patient id of a search of this caller.</param>
/// <param name="Context">In whose care the caller asks.</param>
/// <param name="Filter">Narrows the list.</param>
/// <param name="Limit">Studies on a page, 1 to 100: a trace names no more.</param>
/// <param name="Cursor">Where the page begins, or null for the first.</param>
public sealed record StudiesQuestion(
    string PatientHandle,
    CareContext Context,
    StudyFilter Filter,
    int Limit,
    StudyCursor? Cursor
);

/// <summary>A page of studies, newest first.</summary>
/// <param name="PatientId">Krypton's id.</param>
/// <param name="Studies">At most the asked number.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Unverified">
/// Beside the first page: studies that bear the patient's number without saying whose number it is. At most 100.
/// </param>
/// <param name="Complete">False where Krypton has more studies than it gave, or may have.</param>
public sealed record StudyPage(
    string PatientId,
    IReadOnlyList<ListedStudy> Studies,
    StudyCursor? Next,
    IReadOnlyList<ListedStudy> Unverified,
    bool Complete
);

/// <summary>
/// Lists the studies of a patient that Krypton knows of, wherever their images are. The list is traced before it is
/// given.
/// </summary>
public sealed class ListStudies(
    CareContextGuard guard,
    PatientOnKrypton patients,
    KryptonStudies studies,
    StructureDirectory directory,
    StudyStore wanted,
    TraceWriter traces
)
{
    private const int MaxUnverified = 100;

    public async Task<Outcome<StudyPage>> ListAsync(
        Caller caller,
        StudiesQuestion question,
        CancellationToken cancellationToken
    )
    {
        if (await guard.CheckAsync(caller, question.Context, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        // Read beside Krypton's calls: the storage need not wait for them.
        var wantedStudies = wanted.StudiesAsync(question.Context.RcpId, cancellationToken);
        var found = await patients.FindAsync(caller, question.Context, question.PatientHandle, cancellationToken);
        return await found.ThenAsync(async patient =>
        {
            var answer = await studies.OfPatientAsync(patient.Records, question.Filter, cancellationToken);
            switch (answer)
            {
                case QidoAnswer.Listed listed:
                    var page = await PageAsync(patient, question, listed, await wantedStudies, cancellationToken);
                    return await TraceAsync(caller, question, page, cancellationToken);
                case QidoAnswer.Unavailable(var fault):
                    return fault.ToFailure();
                default:
                    throw new InvalidOperationException("Studies are listed or unavailable.");
            }
        });
    }

    private async Task<StudyPage> PageAsync(
        KnownPatient patient,
        StudiesQuestion question,
        QidoAnswer.Listed all,
        IReadOnlyList<WantedStudy> wantedStudies,
        CancellationToken cancellationToken
    )
    {
        var rest = question.Cursor is { } cursor ? all.Studies.Where(cursor.Precedes).ToList() : all.Studies;
        var page = rest.Take(question.Limit).ToList();
        var structures = await directory.ByAuthorityAsync(cancellationToken);
        var repatriations = wantedStudies.ToDictionary(w => w.StudyUid, w => w.Repatriation.State);
        ListedStudy Listed(StudyRecord study) =>
            ListedStudy.From(
                study,
                repatriations.TryGetValue(study.StudyUid, out var state) ? state : null,
                structures
            );
        var unverified = question.Cursor is null ? all.Unverified.Take(MaxUnverified).ToList() : [];
        return new StudyPage(
            patient.KryptonId,
            [.. page.Select(Listed)],
            page.Count < rest.Count ? StudyCursor.After(page[^1]) : null,
            [.. unverified.Select(Listed)],
            patient.Complete && all.Complete && all.Unverified.Count <= MaxUnverified
        );
    }

    private async Task<Outcome<StudyPage>> TraceAsync(
        Caller caller,
        StudiesQuestion question,
        StudyPage page,
        CancellationToken cancellationToken
    )
    {
        var entry = TraceEntry.By(caller, TraceAction.StudiesListed, question.Context) with
        {
            Patient = page.PatientId,
            StudyUids = [.. page.Studies.Concat(page.Unverified).Select(s => s.Study.StudyUid)],
            Detail = new Dictionary<string, string>
            {
                ["studies"] = $"{page.Studies.Count}",
                ["unverified"] = $"{page.Unverified.Count}",
            },
        };
        return await (await traces.WriteAsync(entry, cancellationToken)).ThenAsync(_ =>
            Task.FromResult<Outcome<StudyPage>>(page)
        );
    }
}
