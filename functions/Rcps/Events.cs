namespace KryptonFunctions.Functions.Rcps;

/// <summary>
/// The names of the events. None has a payload: the tables are the truth, and an event only says 'look again', so that
/// a lost or doubled one does no harm.
/// </summary>
internal static class Events
{
    /// <summary>
    /// The meeting was moved, or pré-fiches were added, changed or withdrawn. To all three orchestrations.
    /// </summary>
    public const string RcpChanged = nameof(RcpChanged);

    /// <summary>The meeting does not take place. To all three orchestrations.</summary>
    public const string RcpCancelled = nameof(RcpCancelled);

    /// <summary>The search of a pré-fiche has ended. To the meeting, which lets the next one search.</summary>
    public const string PreFicheSearched = nameof(PreFicheSearched);

    /// <summary>A study has settled. To the meeting, which counts.</summary>
    public const string RepatriationChanged = nameof(RepatriationChanged);

    /// <summary>The user has chosen. To the pré-fiche.</summary>
    public const string IdentityChosen = nameof(IdentityChosen);

    /// <summary>A pré-fiche has attached or detached the study. To the study.</summary>
    public const string AttachmentChanged = nameof(AttachmentChanged);

    /// <summary>Krypton has reported on the order. To the study.</summary>
    public const string RepatriationReported = nameof(RepatriationReported);
}
