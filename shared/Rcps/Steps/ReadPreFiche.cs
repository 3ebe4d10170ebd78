using KryptonFunctions.Rcps.Storage;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Rcps.Steps;

/// <summary>What is due for a pré-fiche.</summary>
public sealed class ReadPreFiche(RcpStore rcps, IOptions<PrefetchOptions> options, TimeProvider time)
{
    public async Task<PreFicheStep> ReadAsync(string rcpId, string preFicheId, CancellationToken cancellationToken) =>
        await rcps.FindAsync(rcpId, cancellationToken) is { Value: var rcp }
        && await rcps.FindPreFicheAsync(rcpId, preFicheId, cancellationToken) is { } preFiche
            ? PreFicheStep.From(rcp, preFiche, time.GetUtcNow(), options.Value)
            : new PreFicheStep(PreFicheNext.End);
}
