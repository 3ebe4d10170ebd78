using System.Text.Json.Nodes;
using KryptonMock.Patients;

namespace KryptonMock;

/// <summary>How the mock starts.</summary>
public sealed record KryptonMockOptions
{
    /// <summary>Port on the loopback interface. Default 0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Folder with <c>Patient.ndjson</c>, <c>ImagingStudy.ndjson</c> and <c>Organization.ndjson</c>, each optional.
    /// Default null: the sample, unless <see cref="Resources"/> is given.
    /// </summary>
    public string? PopulationFolder { get; init; }

    /// <summary>
    /// Folder in which orders are kept, so that they outlive the process. Default null: in memory only.
    /// </summary>
    public string? StateFolder { get; init; }

    /// <summary>FHIR Patients, ImagingStudies and Organizations instead of a folder. Default null.</summary>
    public IEnumerable<JsonObject>? Resources { get; init; }

    /// <summary>
    /// The clock of tokens, repatriations and notifications. Latency is always real time. Default: the system's.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// PEM of the keys, EC P-256, with which clients may sign token requests. Default empty: the development key of
    /// <c>KryptonFunctions.Access.DevelopmentKeys</c>.
    /// </summary>
    public IReadOnlyList<string> ClientKeys { get; init; } = [];

    /// <summary>PEM of the keys of launch tokens. Default empty: the development key.</summary>
    public IReadOnlyList<string> LaunchKeys { get; init; } = [];

    /// <summary>HMAC key of notifications. Default null: the development secret.</summary>
    public byte[]? NotificationSecret { get; init; }

    /// <summary>What the platform ignores in names. Default: case only.</summary>
    public NameFolding NameFolding { get; init; } = NameFolding.Case;

    /// <summary>Seed of random latencies and faults. Default 1.</summary>
    public int Seed { get; init; } = 1;

    public MockSettings Settings { get; init; } = new();
}
