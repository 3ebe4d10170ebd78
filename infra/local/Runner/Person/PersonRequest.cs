namespace Runner.Person;

/// <summary>What an officer asks about a person; the number itself comes by the standard input.</summary>
internal sealed record PersonRequest
{
    /// <summary>Who asks: named in the traces.</summary>
    public required string Officer { get; init; }

    /// <summary>The register of the INS that the standard input gives; null: not by INS.</summary>
    public string? InsOid { get; init; }

    public IReadOnlyList<string> PatientIds { get; init; } = [];

    /// <summary>RCP and pré-fiche; both or none.</summary>
    public string? Rcp { get; init; }

    public string? PreFiche { get; init; }

    public bool Erase { get; init; }
}
