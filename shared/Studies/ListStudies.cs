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
/// <param name="Complete">False where studies were left out of the list, of this page or another.</param>
public sealed record StudyPage(string PatientId, IReadOnlyList<ListedStudy> Studies, StudyCursor? Next, bool Complete);

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
            var answer = await studies.OfPatientAsync(patient.Identifiers, question.Filter, cancellationToken);
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
        QidoAnswer.Listed found,
        IReadOnlyList<WantedStudy> wantedStudies,
        CancellationToken cancellationToken
    )
    {
        var rest = question.Cursor is { } cursor ? found.Studies.Where(cursor.Precedes).ToList() : found.Studies;
        var page = rest.Take(question.Limit).ToList();
        var structures = await directory.ByAuthorityAsync(cancellationToken);
        var repatriations = wantedStudies.ToDictionary(w => w.StudyUid, w => w.Repatriation.State);
        var listed = page.Select(study =>
            ListedStudy.From(study, repatriations.TryGetValue(study.StudyUid, out var state) ? state : null, structures)
        );
        return new StudyPage(
            patient.KryptonId,
            [.. listed],
            page.Count < rest.Count ? StudyCursor.After(page[^1]) : null,
            patient.Complete && found.Complete
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
            StudyUids = [.. page.Studies.Select(s => s.Study.StudyUid)],
            Detail = new Dictionary<string, string> { ["studies"] = $"{page.Studies.Count}" },
        };
        return await (await traces.WriteAsync(entry, cancellationToken)).ThenAsync(_ =>
            Task.FromResult<Outcome<StudyPage>>(page)
        );
    }
}
