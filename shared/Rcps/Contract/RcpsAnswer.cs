using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Boards;

namespace KryptonFunctions.Rcps.Contract;

/// <summary>Answer of <c>GET /rcps</c>: the meetings of the caller, without any patient.</summary>
/// <param name="Rcps">By their start, then by id; at most as many as asked for.</param>
/// <param name="NextCursor">For the next page, or null on the last.</param>
public sealed record RcpsAnswer(IReadOnlyList<RcpSummary> Rcps, string? NextCursor)
{
    public static RcpsAnswer From(RcpPage page) => new(page.Rcps, page.Next?.ToString());
}

/// <summary>A meeting in the list.</summary>
/// <param name="RcpId">The DCC's id of the RCP.</param>
/// <param name="StartsAt">When it begins, in UTC.</param>
/// <param name="State">How ready it is, as on its board.</param>
/// <param name="Priority">How urgent its orders are.</param>
/// <param name="Counts">What the state comes of.</param>
public sealed record RcpSummary(
    string RcpId,
    DateTimeOffset StartsAt,
    BoardState State,
    OrderPriority Priority,
    BoardCounts Counts
);
