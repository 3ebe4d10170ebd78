using KryptonFunctions.Rcps.Contract;

namespace KryptonFunctions.Rcps.News;

/// <summary>
/// What the DCC is told: that a meeting stands otherwise than it was told last. No patient and no pré-fiche: whoever
/// wants to know more reads the board, with a token.
/// </summary>
/// <param name="RcpId">The DCC's id of the RCP.</param>
/// <param name="Sequence">Counts the news of the RCP, from 1. A repeat has the same; a smaller one than the last that
/// was seen came late, and is to be passed over.</param>
/// <param name="Version">Of the RCP, as in its ETag.</param>
/// <param name="StartsAt">When it begins, in UTC.</param>
/// <param name="State">How ready it is.</param>
/// <param name="Counts">What the state comes of.</param>
public sealed record RcpNews(
    string RcpId,
    int Sequence,
    int Version,
    DateTimeOffset StartsAt,
    BoardState State,
    BoardCounts Counts
);

/// <summary>What was told last; a row of the RCP's partition.</summary>
/// <param name="Sequence">Of the last news.</param>
/// <param name="Digest">Of what the board said then.</param>
/// <param name="IsTold">False while the DCC has not taken it yet.</param>
public sealed record ToldNews(int Sequence, string Digest, bool IsTold);
