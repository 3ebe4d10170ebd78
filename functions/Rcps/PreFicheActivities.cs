using Krypton.Rcps;
using Krypton.Rcps.Identities;
using Krypton.Rcps.Steps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Krypton.Functions.Rcps;

/// <summary>The activities of <see cref="PreFichePrefetch"/>. They give ids of queries and studies; traits stay in the tables.</summary>
public sealed class PreFicheActivities(ReadPreFiche read, SearchPreFiche search, FetchByRule fetch, PrefetchInstances instances)
{
    /// <summary>What is due.</summary>
    [Function(nameof(ReadPreFiche))]
    public Task<PreFicheStep> ReadPreFiche([ActivityTrigger] PreFicheReference preFiche, CancellationToken cancellationToken) =>
        read.RunAsync(preFiche.RcpId, preFiche.PreFicheId, cancellationToken);

    /// <summary>The ids of the first wave's queries.</summary>
    [Function(nameof(PlanIdentitySearch))]
    public async Task<IReadOnlyList<string>> PlanIdentitySearch([ActivityTrigger] PreFicheReference preFiche, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var wave = await search.BeginAsync(preFiche.RcpId, preFiche.PreFicheId, cancellationToken);
        await TellSearchedAsync(wave, preFiche, client, cancellationToken);
        return wave;
    }

    /// <summary>Sends one query.</summary>
    [Function(nameof(SearchVariant))]
    public Task SearchVariant([ActivityTrigger] SearchVariantInput variant, CancellationToken cancellationToken) =>
        search.SendAsync(variant.RcpId, variant.PreFicheId, variant.QueryId, cancellationToken);

    /// <summary>The ids of the next wave's queries; none when the candidates stand.</summary>
    [Function(nameof(RankCandidates))]
    public async Task<IReadOnlyList<string>> RankCandidates([ActivityTrigger] PreFicheReference preFiche, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var wave = await search.RankAsync(preFiche.RcpId, preFiche.PreFicheId, cancellationToken);
        await TellSearchedAsync(wave, preFiche, client, cancellationToken);
        return wave;
    }

    /// <summary>The UIDs of the studies that the RCP's rules order.</summary>
    [Function(nameof(ListStudies))]
    public Task<IReadOnlyList<string>> ListStudies([ActivityTrigger] PreFicheReference preFiche, CancellationToken cancellationToken) =>
        fetch.RunAsync(preFiche.RcpId, preFiche.PreFicheId, cancellationToken);

    private async Task TellSearchedAsync(IReadOnlyList<string> wave, PreFicheReference preFiche, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (wave.Count == 0)
        {
            await instances.RingAsync(client, InstanceIds.Rcp(preFiche.RcpId), Events.PreFicheSearched, cancellationToken);
        }
    }
}
