namespace KryptonFunctions.Rcps;

/// <summary>
/// Why a pré-fiche is not ready by itself, whatever its attached studies do: a stable code on the board, with a French
/// sentence for the clinician.
/// </summary>
public enum PreFicheReason
{
    /// <summary>The first search for the present traits runs, or waits for its turn.</summary>
    Searching,

    /// <summary>There are candidates, and nobody has chosen.</summary>
    AwaitingChoice,

    /// <summary>Krypton answered the whole search, and has no record of the patient.</summary>
    NoIdentityFound,

    /// <summary>The user said that none of the candidates is the patient.</summary>
    NoneOfThese,

    /// <summary>Nobody was found, and a part of the search was not answered.</summary>
    SearchIncomplete,

    /// <summary>Krypton answers neither the search nor the list of the studies.</summary>
    KryptonUnavailable,

    /// <summary>The identity is chosen, and Krypton knows of no study of it.</summary>
    NoImaging,

    /// <summary>The identity is chosen; nothing is attached, and whether anything exists nobody has looked.</summary>
    NothingAttached,
}
