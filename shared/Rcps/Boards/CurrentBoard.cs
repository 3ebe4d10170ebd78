using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Storage;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.Boards;

/// <summary>Makes the board of a meeting from the tables as they are now.</summary>
public sealed class CurrentBoard(
    RcpStore rcps,
    StudyStore studies,
    IOptions<PrefetchOptions> options,
    TimeProvider time
)
{
    public async Task<Board> OfAsync(Rcp rcp, CancellationToken cancellationToken)
    {
        var preFiches = rcps.PreFichesAsync(rcp.RcpId, cancellationToken);
        var all = await studies.AllAsync(rcp.RcpId, cancellationToken);
        return BoardMaker.Make(rcp, await preFiches, all.Wanted, all.Attached, time.GetUtcNow(), options.Value);
    }
}
