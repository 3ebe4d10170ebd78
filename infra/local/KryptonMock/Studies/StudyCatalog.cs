using System.Collections.Concurrent;

namespace KryptonMock.Studies;

/// <summary>All studies by UID and by patient.</summary>
internal sealed class StudyCatalog
{
    private readonly ConcurrentDictionary<string, Study> byUid = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> byPatient = new(StringComparer.Ordinal);

    public int Count => byUid.Count;

    public Study? Find(string uid) => byUid.GetValueOrDefault(uid);

    public IEnumerable<Study> Of(string patientId) =>
        byPatient.GetValueOrDefault(patientId, []).Select(Find).OfType<Study>();

    /// <summary>Adds the study, or puts it in the place of the one with its UID.</summary>
    public void Put(Study study)
    {
        byUid[study.Uid] = study;
        byPatient.AddOrUpdate(
            study.PatientId,
            [study.Uid],
            (_, uids) => uids.Contains(study.Uid) ? uids : [.. uids, study.Uid]
        );
    }
}
