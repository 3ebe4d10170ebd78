using KryptonFunctions.Access;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.Studies;

/// <summary>A study, and the record of the patient under which it is filed.</summary>
public sealed record StudyOfRecord(string PatientId, StudyRecord Study);

/// <summary>
/// The studies of one person who has a record in each of several establishments: each study once, under the first of
/// the records that has it.
/// </summary>
public sealed class StudiesOfRecords(PatientOnKrypton patients, KryptonStudies studies)
{
    /// <summary>
    /// In the order of <see cref="KryptonStudies.OfPatientAsync"/>. A record that is gone has no studies while another
    /// is there; where Krypton does not answer for one, nothing is given, since a part would look like all.
    /// </summary>
    /// <param name="patientIds">Krypton ids of the records, at least one.</param>
    /// <param name="filter">Narrows the list, or null.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public async Task<Outcome<IReadOnlyList<StudyOfRecord>>> ListAsync(
        IReadOnlyList<string> patientIds,
        StudyFilter? filter,
        CancellationToken cancellationToken
    )
    {
        var found = await Task.WhenAll(patientIds.Select(id => OfRecordAsync(id, filter, cancellationToken)));
        var failures = found.OfType<Outcome<IReadOnlyList<StudyOfRecord>>.Failed>().Select(f => f.Failure).ToList();
        if (
            failures.Find(f => f.Kind != FailureKind.NotFound) is { } failure
            || (failures.Count == patientIds.Count && (failure = failures[0]) is not null)
        )
        {
            return failure;
        }

        return new Outcome<IReadOnlyList<StudyOfRecord>>.Ok([
            .. found
                .OfType<Outcome<IReadOnlyList<StudyOfRecord>>.Ok>()
                .SelectMany(of => of.Value)
                .DistinctBy(s => s.Study.StudyUid)
                .OrderByDescending(s => (s.Study.Date, s.Study.Time))
                .ThenBy(s => s.Study.StudyUid, StringComparer.Ordinal),
        ]);
    }

    private async Task<Outcome<IReadOnlyList<StudyOfRecord>>> OfRecordAsync(
        string patientId,
        StudyFilter? filter,
        CancellationToken cancellationToken
    ) =>
        await (await patients.FindAsync(patientId, cancellationToken)).ThenAsync(async patient =>
        {
            var listed = await studies.OfPatientAsync(patient.Identifiers, filter, cancellationToken);
            return await listed
                .ToOutcome()
                .ThenAsync(of =>
                    Task.FromResult<Outcome<IReadOnlyList<StudyOfRecord>>>(
                        new Outcome<IReadOnlyList<StudyOfRecord>>.Ok([
                            .. of.Select(study => new StudyOfRecord(patientId, study)),
                        ])
                    )
                );
        });
}
