namespace KryptonFunctions.Evaluation.Generating;

/// <summary>What to generate.</summary>
internal sealed record GenerateOptions
{
    public const string Searches = "searches.ndjson";

    /// <summary>Persons of the population, those held out among them; each has two records on average.</summary>
    public required int Persons { get; init; }

    public required int Seed { get; init; }

    /// <summary>Factor of all error rates.</summary>
    public required int Errors { get; init; }

    public required string Folder { get; init; }

    public int Present { get; init; } = 5000;

    public int Absent { get; init; } = 10_000;

    /// <summary>One of <see cref="NamePool.Known"/>.</summary>
    public string Names { get; init; } = "french";

    public bool WithoutBirthPlace { get; init; }

    public bool TenthWithoutDate { get; init; }
}
