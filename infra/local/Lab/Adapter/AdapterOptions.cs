namespace Lab.Adapter;

/// <summary>What the adapter reads from its file at the start.</summary>
internal sealed record AdapterOptions
{
    public required int Port { get; init; }

    /// <summary>The population folder.</summary>
    public required string Population { get; init; }

    /// <summary>Where orders and AuditEvents are kept, so that they outlive the process.</summary>
    public required string State { get; init; }

    public required IReadOnlyList<AdapterArchive> Sites { get; init; }

    public required AdapterArchive Central { get; init; }

    /// <summary>OHIF's built pages; null where they are not installed.</summary>
    public string? ViewerPages { get; init; }

    /// <summary>Where changes of an order are reported to; null: nowhere.</summary>
    public string? NotificationTarget { get; init; }
}

/// <summary>An archive: its application entity title and REST address.</summary>
internal sealed record AdapterArchive(string Aet, Uri Address);
