using KryptonFunctions.Access;

namespace KryptonFunctions.Rcps.Announcements;

/// <summary>A meeting that was saved.</summary>
/// <param name="RcpId">Its id.</param>
/// <param name="Version">Its version now.</param>
/// <param name="Changed">False where it was all this already.</param>
/// <param name="PreFiches">What became of those that were asked for, in their order.</param>
public sealed record SavedRcp(string RcpId, int Version, bool Changed, IReadOnlyList<SavedPreFiche> PreFiches);

/// <summary>What became of a pré-fiche that was asked for.</summary>
public enum SavedAs
{
    /// <summary>The RCP did not have it, or no longer.</summary>
    Created,

    /// <summary>Its patient differs: it is searched anew, and the choice stands only for the same person.</summary>
    Changed,

    /// <summary>It was like this already.</summary>
    Unchanged,

    /// <summary>It cannot be used; nothing of it was kept.</summary>
    Refused,
}

/// <summary>One of them.</summary>
/// <param name="PreFicheId">Its id, or null where none could be read.</param>
/// <param name="As">What was done.</param>
/// <param name="Failure">Why it was refused, else null.</param>
public sealed record SavedPreFiche(string? PreFicheId, SavedAs As, Failure? Failure = null);
