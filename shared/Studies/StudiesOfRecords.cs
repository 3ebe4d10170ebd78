using KryptonFunctions.Access;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.Studies;

/// <summary>A study, and the record of the patient under which it is filed.</summary>
public sealed record StudyOfRecord(string PatientId, StudyRecord Study);

/// <summary>The studies of one person, newest first, each once.</summary>
/// <param name="Studies">All of them, or a part.</param>
/// <param name="Unverified">Those that bear a number of the patient without saying whose number it is.</param>
/// <param name="Complete">False where the list of some record is not whole: who passes the part on says so.</param>
public sealed record StudiesOfPerson(
    IReadOnlyList<StudyOfRecord> Studies,
    IReadOnlyList<StudyOfRecord> Unverified,
    bool Complete
)
{
    internal IReadOnlyList<StudyRecord> Records => [.. Studies.Select(of => of.Study)];

    internal IReadOnlyList<StudyRecord> UnverifiedRecords => [.. Unverified.Select(of => of.Study)];

    /// <summary>The same, for a use case that needs so many studies, or all of them: a part is a failure.</summary>
    public Outcome<StudiesOfPerson> ToOutcome(int enough) =>
        Complete || Studies.Count + Unverified.Count >= enough ? this : QidoAnswer.Incomplete;
}

/// <summary>What came of asking for the studies of one record.</summary>
internal sealed record PartOfRecord(string PatientId, Outcome<StudiesOfPerson> Found);

/// <summary>
/// The studies of one person who has a record in each of several establishments: each study once, under the first of
/// the records that has it.
/// </summary>
public sealed class StudiesOfRecords(PatientOnKrypton patients, KryptonStudies studies)
{
    /// <summary>
    /// A record that is gone has no studies while another is there; where Krypton does not answer for one, nothing is
    /// given, since a part would look like all.
    /// </summary>
    /// <param name="patientIds">Krypton ids of the records, at least one.</param>
    /// <param name="filter">Narrows the list, or null.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public async Task<Outcome<StudiesOfPerson>> ListAsync(
        IReadOnlyList<string> patientIds,
        StudyFilter? filter,
        CancellationToken cancellationToken
    )
    {
        var parts = await PartsAsync(patientIds, filter, cancellationToken);
        var lists = parts
            .Select(part => part.Found)
            .OfType<Outcome<StudiesOfPerson>.Ok>()
            .Select(of => of.Value)
            .ToList();
        var failures = parts
            .Select(part => part.Found)
            .OfType<Outcome<StudiesOfPerson>.Failed>()
            .Select(of => of.Failure)
            .ToList();
        if (
            (failures.Find(f => f.Kind != FailureKind.NotFound) ?? (lists.Count == 0 ? failures[0] : null)) is
            { } failure
        )
        {
            return failure;
        }

        return Merge(lists);
    }

    /// <summary>What came of each record by itself, for who says of which nothing is known.</summary>
    internal async Task<IReadOnlyList<PartOfRecord>> PartsAsync(
        IReadOnlyList<string> patientIds,
        StudyFilter? filter,
        CancellationToken cancellationToken
    ) =>
        await Task.WhenAll(
            patientIds.Select(async id => new PartOfRecord(id, await OfRecordAsync(id, filter, cancellationToken)))
        );

    internal static StudiesOfPerson Merge(IReadOnlyList<StudiesOfPerson> lists)
    {
        var verified = Merged(lists.SelectMany(list => list.Studies));
        var known = verified.Select(of => of.Study.StudyUid).ToHashSet(StringComparer.Ordinal);
        return new StudiesOfPerson(
            verified,
            Merged(lists.SelectMany(list => list.Unverified).Where(of => !known.Contains(of.Study.StudyUid))),
            lists.All(list => list.Complete)
        );
    }

    /// <summary>Newest first, each once, under the first that has it.</summary>
    internal static List<StudyOfRecord> Merged(IEnumerable<StudyOfRecord> studies) =>
        [
            .. studies
                .DistinctBy(of => of.Study.StudyUid)
                .OrderByDescending(of => (of.Study.Date, of.Study.Time))
                .ThenBy(of => of.Study.StudyUid, StringComparer.Ordinal),
        ];

    private async Task<Outcome<StudiesOfPerson>> OfRecordAsync(
        string patientId,
        StudyFilter? filter,
        CancellationToken cancellationToken
    )
    {
        switch (await patients.FindAsync(patientId, cancellationToken))
        {
            case Outcome<KnownPatient>.Ok(var patient):
                return await studies.OfPatientAsync(patient.Records, filter, cancellationToken) switch
                {
                    QidoAnswer.Listed listed => new StudiesOfPerson(
                        [.. listed.Studies.Select(study => new StudyOfRecord(patientId, study))],
                        [.. listed.Unverified.Select(study => new StudyOfRecord(patientId, study))],
                        listed.Complete && patient.Complete
                    ),
                    QidoAnswer.Unavailable(var fault) => fault.ToFailure(),
                    _ => throw new InvalidOperationException("Studies are listed or unavailable."),
                };
            case Outcome<KnownPatient>.Failed(var failure):
                return failure;
            default:
                throw new InvalidOperationException("An outcome is Ok or Failed.");
        }
    }
}
