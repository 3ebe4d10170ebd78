namespace KryptonFunctions.Rcps.Rules;

/// <summary>What is done with the studies that a rule finds.</summary>
public enum RuleAction
{
    /// <summary>They are shown beside the attached ones.</summary>
    Propose,

    /// <summary>They are attached and ordered.</summary>
    Order,
}

/// <summary>Which earlier studies are worth having at the RCP, beside those that the user attaches.</summary>
public sealed record PrefetchRule
{
    /// <summary>
    /// Modalities of which the study must have one, such as <c>CT</c>, <c>MR</c>; empty: any. At most 20.
    /// </summary>
    public IReadOnlyList<string> Modalities { get; init; } = [];

    /// <summary>No study is older, counted back from the RCP, in years. 1 to 100. Default 5.</summary>
    public int MaxAgeYears { get; init; } = 5;

    /// <summary>The newest so many of each modality. 1 to 20. Default 3.</summary>
    public int PriorsPerModality { get; init; } = 3;

    /// <summary>
    /// Words of which the description must hold one, compared without accents and case; a study without description
    /// passes. Empty: any. At most 20.
    /// </summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>What is done with what it finds. Default propose.</summary>
    public RuleAction Action { get; init; }
}
