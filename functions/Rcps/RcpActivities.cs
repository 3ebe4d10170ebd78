using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.News;
using KryptonFunctions.Rcps.Steps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>The activities of <see cref="RcpPrefetch"/>.</summary>
public sealed class RcpActivities(
    StartPreFiches advance,
    NotifyRcpInstances tell,
    NewsMessages news,
    PrefetchInstances instances
)
{
    private const int AtOnce = 16;

    /// <summary>
    /// Starts those pré-fiches whose turn it is to search, and counts; the DCC hears what is new.
    /// </summary>
    [Function(nameof(StartPreFiches))]
    public async Task<RcpTurn> StartPreFiches(
        [ActivityTrigger] RcpReference rcp,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var (round, preFiches) = await advance.ChooseAsync(rcp.RcpId, cancellationToken);
        foreach (var preFicheId in preFiches)
        {
            await instances.StartPreFicheAsync(
                client,
                new PreFicheReference(rcp.RcpId, preFicheId),
                Events.RcpChanged,
                cancellationToken
            );
            await advance.MarkStartedAsync(rcp.RcpId, preFicheId, cancellationToken);
        }

        await news.ChangedAsync(rcp.RcpId);
        return round;
    }

    /// <summary>
    /// Tells every instance of the meeting, listed from the tables, to look again; starts those that ended but have
    /// work again. Where one cannot be reached, the change stays untold.
    /// </summary>
    [Function(nameof(NotifyRcpInstances))]
    public async Task NotifyRcpInstances(
        [ActivityTrigger] RcpReference rcp,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var told = await tell.ListSubscribersAsync(rcp.RcpId, cancellationToken);
        var eventName = told.Cancelled ? Events.RcpCancelled : Events.RcpChanged;
        var together = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        var missed = 0;
        await Parallel.ForEachAsync(
            told.Active,
            together,
            async (id, token) =>
                Count(
                    await instances.EnsurePreFicheAsync(client, new PreFicheReference(rcp.RcpId, id), eventName, token)
                )
        );
        await Parallel.ForEachAsync(
            told.Leaving,
            together,
            async (id, token) =>
                Count(
                    await instances.RaiseIfRunningAsync(client, InstanceIds.PreFiche(rcp.RcpId, id), eventName, token)
                )
        );
        await Parallel.ForEachAsync(
            told.Studies,
            together,
            async (uid, token) =>
                Count(await instances.EnsureStudyAsync(client, new StudyReference(rcp.RcpId, uid), eventName, token))
        );
        if (missed == 0)
        {
            await tell.MarkNotifiedAsync(rcp.RcpId, told.Version, cancellationToken);
        }

        void Count(bool isTold) => Interlocked.Add(ref missed, isTold ? 0 : 1);
    }
}
