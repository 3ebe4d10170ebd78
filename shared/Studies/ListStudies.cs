using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Repatriations;
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
    RcpStore rcps,
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
        var states = StatesAsync(question.Context.RcpId, cancellationToken);
        var found = await patient.RecordsAsync(caller, question.Context, question.PatientHandle, cancellationToken);
        return await found.ThenAsync(async records =>
            await (await studies.ListAsync(records, question.Filter, cancellationToken)).ThenAsync(async all =>
            {
                // Asked last: the patient may have been corrected while Krypton was asked.
                if (await conflicts.RefusalAsync(question.Context, records, [], cancellationToken) is { } corrected)
                {
                    return corrected;
                }

                await NoteAsync(question, records, all, cancellationToken);
                var page = await PageAsync(records, question, all, await states, cancellationToken);
                return await TraceAsync(caller, question, page, cancellationToken);
            })
        );
    }

    /// <summary>Whether the patient has any imaging: the board says it of a pré-fiche without studies.</summary>
    private async Task NoteAsync(
        StudiesQuestion question,
        IReadOnlyList<string> records,
        StudiesOfPerson all,
        CancellationToken cancellationToken
    )
    {
        if (question.Context.PreFicheId is { } preFicheId && all.Complete && question.Filter == new StudyFilter())
        {
            var hasNone = all.Studies.Count + all.Unverified.Count == 0;
            await rcps.ChangePreFicheAsync(
                question.Context.RcpId,
                preFicheId,
                p =>
                    p.Choice?.PatientIds.Count == records.Count && records.All(p.HasChosen)
                        ? p with
                        {
                            HasNoStudies = hasNone,
                        }
                        : p,
                cancellationToken
            );
        }
    }

    /// <summary>How far each study of the meeting is, as its board says it.</summary>
    private async Task<IReadOnlyDictionary<string, RepatriationState>> StatesAsync(
        string rcpId,
        CancellationToken cancellationToken
    )
    {
        var rows = wanted.StudiesAsync(rcpId, cancellationToken);
        var attached = wanted.AttachedAsync(rcpId, cancellationToken);
        var corrected = Conflicts.Of(await rcps.PreFichesAsync(rcpId, cancellationToken), await attached);
        return (await rows).ToDictionary(
            s => s.StudyUid,
            s => corrected.Contains(s.StudyUid) ? RepatriationState.Manual : s.Repatriation.State,
            StringComparer.Ordinal
        );
    }

    private async Task<StudyPage> PageAsync(
        IReadOnlyList<string> records,
        StudiesQuestion question,
        StudiesOfPerson all,
        IReadOnlyDictionary<string, RepatriationState> states,
        CancellationToken cancellationToken
    )
    {
        var rest = question.Cursor is { } cursor
            ? all.Studies.Where(s => cursor.Precedes(s.Study)).ToList()
            : all.Studies;
        var page = rest.Take(question.Limit).ToList();
        var structures = await directory.ByAuthorityAsync(cancellationToken);
        ListedStudy Listed(StudyOfRecord of) =>
            ListedStudy.From(of, states.TryGetValue(of.Study.StudyUid, out var state) ? state : null, structures);
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
        var entries = page.PatientIds.Select(record =>
        {
            var unverified = page.Unverified.Where(s => s.PatientId == record).ToList();
            string[] uids =
            [
                .. page.Studies.Where(s => s.PatientId == record).Concat(unverified).Select(s => s.Study.StudyUid),
            ];
            return TraceEntry.By(caller, TraceAction.StudiesListed, question.Context) with
            {
                Patient = record,
                StudyUids = uids,
                Detail = new Dictionary<string, string>
                {
                    ["studies"] = $"{uids.Length - unverified.Count}",
                    ["unverified"] = $"{unverified.Count}",
                },
            };
        });
        return await traces.WriteEachAsync(entries, cancellationToken) is { } untraced ? untraced : page;
    }
}
