using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Rules;
using KryptonFunctions.Rcps.Storage;

namespace KryptonFunctions.Rcps;

/// <summary>When an identity is confirmed without the user.</summary>
public enum AutoConfirm
{
    /// <summary>The choice is always the user's.</summary>
    Never,

    /// <summary>
    /// Exactly one candidate of tier certain, found by a qualified INS, its traits agreeing, no alert.
    /// </summary>
    QualifiedIns,
}

/// <summary>The meeting; the header row of the table <c>Rcps</c>.</summary>
public sealed record Rcp
{
    public required string RcpId { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public bool Cancelled { get; init; }

    /// <summary>Counts the changes of the meeting by the DCC, from 1; the first part of the board's ETag.</summary>
    public int Version { get; init; } = 1;

    public AutoConfirm AutoConfirm { get; init; }

    public IReadOnlyList<PrefetchRule> Rules { get; init; } = [];

    /// <summary>Of the orders that are placed from now on.</summary>
    public OrderPriority Priority { get; init; }

    /// <summary>Who last saved it; the searches and the orders by rule are made for this professional.</summary>
    public required Actor SavedBy { get; init; }

    /// <summary>The board shows it as closed, and its orchestration ends, a day after its start.</summary>
    public DateTimeOffset EndsAt => StartsAt.AddDays(1);

    /// <summary>Tells whether these are the rules that were applied to a pré-fiche.</summary>
    public string RulesDigest() => JsonRow.Digest(Rules);
}
