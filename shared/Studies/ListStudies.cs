using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps;
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
/// <param name="PatientIds">Krypton's ids of the records that are the patient.</param>
/// <param name="Studies">At most the asked number.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Unverified">
/// Beside the first page: studies that bear the patient's number without saying whose number it is. At most 100.
/// </param>
/// <param name="Complete">False where Krypton has more studies than it gave, or may have.</param>
public sealed record StudyPage(
    IReadOnlyList<string> PatientIds,
    IReadOnlyList<ListedStudy> Studies,
    StudyCursor? Next,
    IReadOnlyList<ListedStudy> Unverified,
    bool Complete
);

/// <summary>
/// Lists the studies of a patient that Krypton knows of, wherever their images are; those of all records that were
/// confirmed together for a pré-fiche are one list. It is traced, under each record, before it is given.
/// </summary>
public sealed class ListStudies(
    CareContextGuard guard,
    PatientOfContext patient,
    ConflictCheck conflicts,
    StudiesOfRecords studies,
    StructureDirectory directory,
    MeetingStudies meeting,
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
        var meetingHas = meeting.ReadAsync(question.Context.RcpId, cancellationToken);
        var found = await patient.RecordsAsync(caller, question.Context, question.PatientHandle, cancellationToken);
        return await found.ThenAsync(async records =>
            await (await studies.ListAsync(records, question.Filter, cancellationToken)).ThenAsync(async all =>
            {
                // Asked last: the patient may have been corrected while Krypton was asked.
                if (await conflicts.RefusalAsync(question.Context, records, [], cancellationToken) is { } corrected)
                {
                    return corrected;
                }

                await meeting.NoteAsync(question.Context, records, question.Filter, all, cancellationToken);
                var page = await PageAsync(records, question, all, await meetingHas, cancellationToken);
                return await TraceAsync(caller, question, page, cancellationToken);
            })
        );
    }

    private async Task<StudyPage> PageAsync(
        IReadOnlyList<string> records,
        StudiesQuestion question,
        StudiesOfPerson all,
        StudiesOfMeeting meetingHas,
        CancellationToken cancellationToken
    )
    {
        var rest = question.Cursor is { } cursor
            ? all.Studies.Where(s => cursor.Precedes(s.Study)).ToList()
            : all.Studies;
        var page = rest.Take(question.Limit).ToList();
        var structures = await directory.ByAuthorityAsync(cancellationToken);
        ListedStudy Listed(StudyOfRecord of) => ListedStudy.From(of, meetingHas.StateOf(of.Study.StudyUid), structures);
        var unverified = question.Cursor is null ? all.Unverified.Take(MaxUnverified).ToList() : [];
        return new StudyPage(
            records,
            [.. page.Select(Listed)],
            page.Count < rest.Count ? StudyCursor.After(page[^1].Study) : null,
            [.. unverified.Select(Listed)],
            all.Complete && all.Unverified.Count <= MaxUnverified
        );
    }

    private async Task<Outcome<StudyPage>> TraceAsync(
        Caller caller,
        StudiesQuestion question,
        StudyPage page,
        CancellationToken cancellationToken
    )
    {
        var entries = ListTraces.Of(
            caller,
            question.Context,
            page.PatientIds,
            [.. page.Studies.Select(s => (s.PatientId, s.Study.StudyUid))],
            [.. page.Unverified.Select(s => (s.PatientId, s.Study.StudyUid))]
        );
        return await traces.WriteEachAsync(entries, cancellationToken) is { } untraced ? untraced : page;
    }
}
