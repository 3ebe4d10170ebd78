using KryptonMock.Studies;

namespace KryptonMock.Admin;

/// <summary>What happens to a study; a field left out stays as it is.</summary>
internal sealed record StudyChange
{
    /// <summary>Where it is, apart from the central server.</summary>
    public Availability? Availability { get; init; }

    /// <summary>Instances at the site: more than before are late series.</summary>
    public int? Instances { get; init; }

    /// <summary>Instances on the central server without an order.</summary>
    public int? CentralInstances { get; init; }

    /// <summary>The central server drops it.</summary>
    public bool Purge { get; init; }

    /// <summary>It moves to another record, as after a wrong attribution.</summary>
    public string? PatientId { get; init; }

    public Study Apply(Study study, DateTimeOffset now) =>
        study with
        {
            Availability = Availability ?? study.Availability,
            Instances = Instances ?? study.Instances,
            CentralInstances = Purge ? 0 : CentralInstances ?? study.CentralInstances,
            PurgedAt = Purge ? now : study.PurgedAt,
            PatientId = PatientId ?? study.PatientId,
        };
}
