using KryptonFunctions.Access;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Structures;
using KryptonFunctions.Studies;

namespace KryptonFunctions.Rcps.Timelines;

/// <summary>
/// Merges what Krypton lists under each record with what the pré-fiche has attached; pure. What may not be the
/// patient's is not shown, and the reason is said.
/// </summary>
/// <param name="at">The pré-fiche, and its meeting.</param>
/// <param name="parts">What came of each chosen record.</param>
/// <param name="meeting">As the tables have it.</param>
/// <param name="structures">See <see cref="StructureDirectory.ByAuthorityAsync"/>.</param>
/// <param name="now">The moment.</param>
/// <param name="lateFrom">From when on what is not there counts as late.</param>
internal sealed class TimelineMaker(
    OpenedPreFiche at,
    IReadOnlyList<PartOfRecord> parts,
    StudiesOfMeeting meeting,
    IReadOnlyDictionary<string, Establishment> structures,
    DateTimeOffset now,
    DateTimeOffset lateFrom
)
{
    private static readonly Wording Gone = new(
        "Krypton ne liste plus cet examen pour l'identité choisie : à vérifier.",
        "Krypton no longer lists this study for the chosen identity: to be checked."
    );

    private static readonly Wording Corrected = new(
        ReasonText.PatientCorrected,
        "The patient of the pré-fiche was corrected: this study belongs to the identity that was chosen before."
    );

    private static readonly Wording Part = new(
        "Krypton n'a pas donné tous les examens de cette identité.",
        "Krypton did not give all studies of this identity."
    );

    private readonly List<StudiesOfPerson> lists =
    [
        .. parts.Select(part => part.Found).OfType<Outcome<StudiesOfPerson>.Ok>().Select(ok => ok.Value),
    ];

    private readonly List<AttachedStudy> rows =
    [
        .. meeting.Attached.Where(row => row.PreFicheId == at.PreFiche.PreFicheId && !row.Declined),
    ];

    /// <summary>What Krypton gave, merged; complete where it gave all of every record.</summary>
    public StudiesOfPerson OfKrypton() =>
        StudiesOfRecords.Merge(lists) is var merged && lists.Count == parts.Count
            ? merged
            : merged with
            {
                Complete = false,
            };

    /// <summary>The whole timeline, newest first, each study once.</summary>
    public IReadOnlyList<TimelineEntry> Entries(StudiesOfPerson merged, StudyFilter filter)
    {
        var copies = lists.SelectMany(list => list.Studies).ToLookup(of => of.Study.StudyUid, StringComparer.Ordinal);
        var fromTables = NotListed(merged)
            .Where(row =>
                at.PreFiche.Holds(row) && !IsAnswered(row.PatientId) && StudyOfRow.Matches(Record(row), filter)
            )
            .ToDictionary(row => row.StudyUid, StringComparer.Ordinal);
        return
        [
            .. StudiesOfRecords
                .Merged(
                    merged.Studies.Concat(
                        fromTables.Values.Select(row => new StudyOfRecord(row.PatientId, Record(row)))
                    )
                )
                .Select(of => Entry(of, copies[of.Study.StudyUid], fromTables.GetValueOrDefault(of.Study.StudyUid))),
        ];
    }

    public IReadOnlyList<MissingPart> Missing() => [.. parts.Select(Missing).OfType<MissingPart>()];

    /// <summary>Attached studies that are not shown, although nobody detached them.</summary>
    public IReadOnlyList<WithheldRow> Withheld(StudiesOfPerson merged, StudyFilter filter) =>
        [
            .. rows.Where(row => row.IsAttached && !at.PreFiche.Holds(row))
                .Select(row => new WithheldRow(
                    row.StudyUid,
                    ReasonText.Code(RepatriationReason.StudyIdentityConflict)!,
                    Corrected
                )),
            .. NotListed(merged)
                .Where(row =>
                    at.PreFiche.Holds(row) && IsAnswered(row.PatientId) && StudyOfRow.Matches(Record(row), filter)
                )
                .Select(row => new WithheldRow(row.StudyUid, "noLongerListed", Gone)),
        ];

    public ListedStudy Listed(StudyOfRecord of) => ListedStudy.From(of, meeting.StateOf(of.Study.StudyUid), structures);

    private TimelineEntry Entry(StudyOfRecord of, IEnumerable<StudyOfRecord> copies, AttachedStudy? fromTables)
    {
        var row = rows.Find(r => r.StudyUid == of.Study.StudyUid && at.PreFiche.Holds(r));
        var listed = fromTables is null
            ? Listed(of)
            : new ListedStudy(
                of.PatientId,
                of.Study,
                new StructureName(fromTables.Finess, fromTables.Site),
                meeting.StateOf(of.Study.StudyUid)
            );
        var sources = copies
            .SelectMany(copy =>
                copy.Study.OtherIssuers.Select(issuer => StructureName.Of(issuer, structures))
                    .Prepend(StructureName.Of(copy.Study, structures))
                    .Select(structure => new TimelineSource(copy.PatientId, structure))
            )
            .DefaultIfEmpty(new TimelineSource(of.PatientId, listed.Structure));
        return new TimelineEntry(
            listed,
            [.. sources.Distinct()],
            row is { IsAttached: true } ? new AttachedNow(row, WayOf(row).SeenAt(now, lateFrom)) : null,
            IsProposed: row is { IsAttached: false },
            IsFromTables: fromTables is not null
        );
    }

    private MissingPart? Missing(PartOfRecord part) =>
        part.Found switch
        {
            Outcome<StudiesOfPerson>.Failed(var failure) => Missing(part.PatientId, failure.Slug, failure.Detail),
            Outcome<StudiesOfPerson>.Ok({ Complete: false }) => Missing(part.PatientId, "incomplete-list", Part),
            _ => null,
        };

    private MissingPart Missing(string patientId, string code, Wording reason)
    {
        // The records stand in the order of the ids; a version that chose before did not keep them.
        var chosen = at.PreFiche.Choice!;
        var place = chosen.PatientIds.ToList().IndexOf(patientId);
        var record = chosen.Records.Count == chosen.PatientIds.Count ? chosen.Records[place] : null;
        var numbers = (record?.Identifiers ?? []).Where(identifier => identifier.Kind == "ipp");
        return new MissingPart(
            patientId,
            [.. numbers.Select(ipp => StructureName.Of(ipp.Authority, structures)).Distinct()],
            code,
            reason
        );
    }

    private IEnumerable<AttachedStudy> NotListed(StudiesOfPerson merged)
    {
        var listed = merged.Studies.Concat(merged.Unverified).Select(of => of.Study.StudyUid).ToHashSet();
        return rows.Where(row => row.IsAttached && !listed.Contains(row.StudyUid));
    }

    private bool IsAnswered(string patientId) =>
        parts.Any(part =>
            part.PatientId == patientId && part.Found is Outcome<StudiesOfPerson>.Ok { Value.Complete: true }
        );

    private Repatriation WayOf(AttachedStudy row) => meeting.Ways.GetValueOrDefault(row.StudyUid) ?? new Repatriation();

    private StudyRecord Record(AttachedStudy row) => StudyOfRow.From(row, WayOf(row));
}
