using Lab;
using Runner.Person;
using Runner.Platforms;

namespace Runner;

/// <summary>What the Runner is asked to do.</summary>
internal enum Verb
{
    /// <summary>Start everything and wait for Ctrl-C.</summary>
    Run,

    /// <summary>Start everything but the functions.</summary>
    Backends,

    /// <summary>Start the functions alone, on backends that run already.</summary>
    Functions,

    /// <summary>Start everything, do the main job over HTTP, stop.</summary>
    Demo,

    /// <summary>Start everything with real archives in place of the mock, and wait for Ctrl-C.</summary>
    Lab,

    /// <summary>The main job on real archives; every file that was brought is compared.</summary>
    LabDemo,

    /// <summary>Verify the traces of a storage account.</summary>
    VerifyTraces,

    /// <summary>Hold the traces of a storage account against Krypton's.</summary>
    ReconcileTraces,

    /// <summary>Ask a platform which settings fit it.</summary>
    CheckPlatform,

    /// <summary>Answer a person's request.</summary>
    Person,

    /// <summary>Write the tables of a storage account to files.</summary>
    Backup,

    /// <summary>Put them back.</summary>
    Restore,
}

/// <summary>The arguments after <c>--</c>, as <see cref="RunnerCommand"/> read them.</summary>
internal sealed record CommandLine
{
    public Verb Verb { get; init; }

    public string? Data { get; init; }

    public string? Population { get; init; }

    public bool Fresh { get; init; }

    public Uri? Base { get; init; }

    /// <summary>The storage account that is read; null: that of this machine.</summary>
    public string? Account { get; init; }

    /// <summary>The days that are reconciled; null: yesterday.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Where what was read is written for a third party or the person; null: nowhere.</summary>
    public string? Export { get; init; }

    /// <summary>Of a backup; null for other verbs.</summary>
    public string? Folder { get; init; }

    public bool WithoutSeals { get; init; }

    /// <summary>The platform that is checked; null: where the environment says.</summary>
    public Uri? Platform { get; init; }

    /// <summary>Whose studies it is asked for.</summary>
    public IReadOnlyList<AskedPatient> Patients { get; init; } = [];

    public bool Json { get; init; }

    /// <summary>Of the verb <see cref="Verb.Person"/>; null for the others.</summary>
    public PersonRequest? Person { get; init; }

    /// <summary>Show spans and metrics.</summary>
    public bool Observe { get; init; }

    public FunctionsHostKind Host { get; init; }

    public StackPorts Ports { get; init; } = StackPorts.WellKnown;

    /// <summary>Where the archives of the lab listen.</summary>
    public LabPorts LabPorts { get; init; } = LabPorts.WellKnown;
}
