namespace KryptonMock.Studies;

/// <summary>An imaging study the platform knows of.</summary>
internal sealed record Study
{
    public required string Uid { get; init; }

    /// <summary>FHIR id of the record it belongs to.</summary>
    public required string PatientId { get; init; }

    /// <summary>Local time of the site.</summary>
    public DateTime? Started { get; init; }

    public IReadOnlyList<string> Modalities { get; init; } = [];

    public string? Description { get; init; }

    public string? Accession { get; init; }

    /// <summary>FINESS of the site where it was made.</summary>
    public string? Site { get; init; }

    public string? SiteName { get; init; }

    public int Series { get; init; }

    /// <summary>Instances at the site.</summary>
    public int Instances { get; init; }

    /// <summary>DICOM's InstanceAvailability away from the central server.</summary>
    public Availability Availability { get; init; } = Availability.Nearline;

    /// <summary>Instances on the central server without any repatriation.</summary>
    public int CentralInstances { get; init; }

    /// <summary>When the central server last dropped it; what was moved before counts no more.</summary>
    public DateTimeOffset? PurgedAt { get; init; }
}

/// <summary>DICOM's InstanceAvailability (0008,0056).</summary>
internal enum Availability
{
    Online,
    Nearline,
    Offline,
    Unavailable,
}
