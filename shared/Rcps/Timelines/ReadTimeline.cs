using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Structures;
using KryptonFunctions.Studies;
using KryptonFunctions.Traces;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.Timelines;

/// <summary>
/// Everything there is to decide on for a pré-fiche, in one call: the studies of all chosen records, what is attached
/// of them, and where more may be. It is traced, under each record, before it is given.
/// </summary>
public sealed class ReadTimeline(
    OpenPreFiche open,
    StudiesOfRecords krypton,
    MeetingStudies meeting,
    ConflictCheck conflicts,
    StructureDirectory directory,
    UnconnectedStructures unconnected,
    TraceWriter traces,
    IOptions<PrefetchOptions> options,
    TimeProvider time
)
{
    private const int MaxUnverified = 100;

    /// <summary>
    /// Fails with what Krypton answered where nothing at all is known; else a record that is not answered is named, and
    /// the rest given.
    /// </summary>
    public async Task<Outcome<Timeline>> ReadAsync(
        Caller caller,
        TimelineQuestion question,
        CancellationToken cancellationToken
    )
    {
        var opened = await open.OpenAsync(
            caller,
            question.RcpId,
            question.PreFicheId,
            toChange: false,
            cancellationToken
        );
        return await opened.ThenAsync(async at =>
        {
            var records = at.PreFiche.Choice?.PatientIds ?? [];

            // Read beside Krypton's calls: the storage need not wait for them.
            var has = meeting.ReadAsync(question.RcpId, cancellationToken);
            var structures = directory.ByAuthorityAsync(cancellationToken);
            var parts = await krypton.PartsAsync(records, question.Filter, cancellationToken);

            // Asked last: the patient may have been corrected while Krypton was asked.
            if (await conflicts.RefusalAsync(at.Context, records, [], cancellationToken) is { } corrected)
            {
                return corrected;
            }

            var made = Maker(at, parts, await has, await structures);
            var merged = made.OfKrypton();
            if (records.Count > 0)
            {
                await meeting.NoteAsync(at.Context, records, question.Filter, merged, cancellationToken);
            }

            var timeline = Page(question, at, made, merged, await structures);
            return timeline.Studies.Count == 0 && NothingAnswered(parts) is { } silent
                ? silent
                : await TraceAsync(caller, at, timeline, cancellationToken);
        });
    }

    private TimelineMaker Maker(
        OpenedPreFiche at,
        IReadOnlyList<PartOfRecord> parts,
        StudiesOfMeeting has,
        IReadOnlyDictionary<string, Establishment> structures
    ) => new(at, parts, has, structures, time.GetUtcNow(), at.Rcp.StartsAt - options.Value.LastStretch);

    private Timeline Page(
        TimelineQuestion question,
        OpenedPreFiche at,
        TimelineMaker made,
        StudiesOfPerson merged,
        IReadOnlyDictionary<string, Establishment> structures
    )
    {
        var isFirst = question.Cursor is null;
        var all = made.Entries(merged, question.Filter);
        var rest = question.Cursor is { } cursor ? all.Where(e => cursor.Precedes(e.Listed.Study)).ToList() : all;
        var page = rest.Take(question.Limit).ToList();
        return new Timeline(
            at.PreFiche.Identity,
            page,
            page.Count < rest.Count ? StudyCursor.After(page[^1].Listed.Study) : null,
            isFirst ? [.. merged.Unverified.Take(MaxUnverified).Select(made.Listed)] : [],
            merged.Unverified.Count > MaxUnverified,
            made.Missing(),
            isFirst ? made.Withheld(merged, question.Filter) : [],
            isFirst
                ? unconnected.List(
                    at.PreFiche,
                    question.Department,
                    all.SelectMany(e => e.Sources).Select(source => source.Structure.Finess).OfType<string>(),
                    structures
                )
                : null
        );
    }

    /// <summary>The failure, where Krypton answered for no record.</summary>
    private static Failure? NothingAnswered(IReadOnlyList<PartOfRecord> parts)
    {
        var failures = parts.Select(part => part.Found).OfType<Outcome<StudiesOfPerson>.Failed>().ToList();
        return failures.Count > 0 && failures.Count == parts.Count ? failures[0].Failure : null;
    }

    private async Task<Outcome<Timeline>> TraceAsync(
        Caller caller,
        OpenedPreFiche at,
        Timeline timeline,
        CancellationToken cancellationToken
    )
    {
        var entries = ListTraces.Of(
            caller,
            at.Context,
            at.PreFiche.Choice?.PatientIds ?? [],
            [
                .. timeline.Studies.SelectMany(e =>
                    e.Sources.Select(source => (source.PatientId, e.Listed.Study.StudyUid))
                ),
            ],
            [.. timeline.Unverified.Select(s => (s.PatientId, s.Study.StudyUid))]
        );
        return await traces.WriteEachAsync(entries, cancellationToken) is { } untraced ? untraced : timeline;
    }
}
