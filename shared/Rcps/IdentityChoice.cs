using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.Rcps;

/// <summary>The decision which Krypton records are the patient, who took it, and on what ground.</summary>
public sealed record IdentityChoice
{
    /// <summary>
    /// Krypton ids; one person may have a record in each of several establishments. Empty: none of the candidates is
    /// the patient.
    /// </summary>
    public IReadOnlyList<string> PatientIds { get; init; } = [];

    public required Actor By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>True where the RCP's option decided and not the user.</summary>
    public bool Automatic { get; init; }

    /// <summary>
    /// For each chosen record the tier, score and agreement of the traits as they were shown; without values of traits.
    /// </summary>
    public IReadOnlyList<ChoiceEvidence> Evidence { get; init; } = [];

    /// <summary>
    /// The candidates that were shown and not taken, so that a later search tells a new one from them.
    /// </summary>
    public IReadOnlyList<string> NotChosen { get; init; } = [];

    /// <summary>
    /// The chosen records as they were shown: a later correction of the pré-fiche is held against them. Empty where a
    /// version chose that did not keep them.
    /// </summary>
    public IReadOnlyList<CandidateIdentity> Records { get; init; } = [];

    /// <summary>True where the same user chooses the same records again.</summary>
    public bool IsRepeatedBy(IdentityChoice other) =>
        !Automatic && By.User == other.By.User && PatientIds.SequenceEqual(other.PatientIds, StringComparer.Ordinal);

    /// <summary>Masked: it holds the traits of records.</summary>
    public override string ToString() => $"{nameof(IdentityChoice)} of {PatientIds.Count} records";
}

/// <summary>A choice and the traits for which it was made, which the pré-fiche no longer has.</summary>
public sealed record EarlierIdentity(IdentityChoice Choice, RequestedPatient Patient)
{
    /// <summary>Masked.</summary>
    public override string ToString() => nameof(EarlierIdentity);
}

/// <summary>What spoke for a chosen record.</summary>
/// <param name="PatientId">Krypton id.</param>
/// <param name="Confidence">Tier as shown, or null where the record came from the user's own search and was not a
/// candidate of the prefetch.</param>
/// <param name="Score">0 to 1, or null likewise.</param>
/// <param name="Agreements">Such as <c>birthName: exact</c>.</param>
/// <param name="Alerts">Such as <c>homonym</c>.</param>
public sealed record ChoiceEvidence(
    string PatientId,
    string? Confidence,
    double? Score,
    IReadOnlyList<string> Agreements,
    IReadOnlyList<string> Alerts
);
