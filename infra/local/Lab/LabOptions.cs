namespace Lab;

/// <summary>How the lab starts.</summary>
public sealed record LabOptions
{
    /// <summary>Where the archives, the adapter and the logs keep what they keep.</summary>
    public required string Folder { get; init; }

    /// <summary>Port of the adapter.</summary>
    public required int Port { get; init; }

    public LabPorts Ports { get; init; } = LabPorts.WellKnown;

    /// <summary>The population of whom some patients have images.</summary>
    public string Population { get; init; } = KryptonMock.SamplePopulation.Folder;

    /// <summary>
    /// Patients of the population with three studies each, beside the lab's own two. Default 12: 42 studies.
    /// </summary>
    public int Patients { get; init; } = 12;

    /// <summary>Where changes of an order are reported to; null: nowhere.</summary>
    public string? NotificationTarget { get; init; }

    /// <summary>Begin with empty archives. Default false.</summary>
    public bool Fresh { get; init; }

    /// <summary>Told what takes long, one sentence each.</summary>
    public Action<string>? Progress { get; init; }
}
