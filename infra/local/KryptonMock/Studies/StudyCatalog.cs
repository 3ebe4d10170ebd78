using System.Collections.Concurrent;

namespace KryptonMock.Studies;

/// <summary>All studies by UID and by patient.</summary>
internal sealed class StudyCatalog
{
    private readonly ConcurrentDictionary<string, Study> _byUid = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _byPatient = new(StringComparer.Ordinal);

    public int Count => _byUid.Count;

    public Study? Find(string uid) => _byUid.GetValueOrDefault(uid);

    public IEnumerable<Study> Of(string patientId) => _byPatient.GetValueOrDefault(patientId, []).Select(Find).OfType<Study>();

    /// <summary>Adds the study, or puts it in the place of the one with its UID.</summary>
    public void Put(Study study)
    {
        _byUid[study.Uid] = study;
        _byPatient.AddOrUpdate(study.PatientId, [study.Uid], (_, uids) => uids.Contains(study.Uid) ? uids : [.. uids, study.Uid]);
    }
}
