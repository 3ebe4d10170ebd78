using System.Diagnostics;
using KryptonFunctions.Access;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Identities;
using KryptonFunctions.Rcps.Steps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace KryptonFunctions.Functions.Rcps;

/// <summary>
/// The activities of <see cref="PreFichePrefetch"/>. They give ids of studies; traits and queries stay in the tables.
/// </summary>
public sealed class PreFicheActivities(
    ReadPreFiche read,
    SearchPreFiche search,
    ApplyPrefetchRules fetch,
    DetachEarlierStudies earlier,
    PrefetchInstances instances
)
{
    /// <summary>No more waves are begun after it: a step holds one of the app's places for activities.</summary>
    private static readonly TimeSpan MaxStep = TimeSpan.FromSeconds(20);

    /// <summary>What is due; a search that is due begins.</summary>
    [Function(nameof(ReadPreFiche))]
    public Task<PreFicheStep> ReadPreFiche(
        [ActivityTrigger] PreFicheReference preFiche,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    ) => NextAsync(preFiche, client, cancellationToken);

    /// <summary>
    /// Sends a wave of queries and ranks what is known then, wave after wave: each is kept before the next, so a
    /// repeated step goes on with the one that it was at. Then more waves are due, or whatever follows the search.
    /// </summary>
    [Function(nameof(SearchIdentity))]
    public async Task<PreFicheStep> SearchIdentity(
        [ActivityTrigger] PreFicheReference preFiche,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < MaxStep)
        {
            await search.SendAsync(preFiche.RcpId, preFiche.PreFicheId, cancellationToken);
            if (await search.RankAsync(preFiche.RcpId, preFiche.PreFicheId, cancellationToken) is [])
            {
                await TellSearchedAsync(preFiche, client, cancellationToken);
                return await NextAsync(preFiche, client, cancellationToken);
            }
        }

        return new PreFicheStep(PreFicheNext.Search);
    }

    /// <summary>The UIDs of the studies that the RCP's rules order.</summary>
    [Function(nameof(ApplyPrefetchRules))]
    public Task<IReadOnlyList<string>> ApplyPrefetchRules(
        [ActivityTrigger] PreFicheReference preFiche,
        CancellationToken cancellationToken
    ) => fetch.ApplyAsync(preFiche.RcpId, preFiche.PreFicheId, cancellationToken);

    private async Task<PreFicheStep> NextAsync(
        PreFicheReference preFiche,
        DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        await DetachEarlierAsync(preFiche, client, cancellationToken);
        var due = await read.ReadAsync(preFiche.RcpId, preFiche.PreFicheId, cancellationToken);
        if (
            due.Next != PreFicheNext.Search
            || await search.BeginAsync(preFiche.RcpId, preFiche.PreFicheId, cancellationToken) is { Count: > 0 }
        )
        {
            return due;
        }

        // Nothing could be asked, so the search has ended as it began.
        await TellSearchedAsync(preFiche, client, cancellationToken);
        return await read.ReadAsync(preFiche.RcpId, preFiche.PreFicheId, cancellationToken);
    }

    /// <summary>
    /// After the RCP's option has chosen for a corrected patient, or where the process died when the user had.
    /// </summary>
    private async Task DetachEarlierAsync(
        PreFicheReference preFiche,
        DurableTaskClient client,
        CancellationToken cancellationToken
    )
    {
        var detached = await earlier.DetachAsync(preFiche.RcpId, preFiche.PreFicheId, cancellationToken);
        if (detached is not Outcome<IReadOnlyList<string>>.Ok(var studies))
        {
            throw new TraceUnavailableException();
        }

        foreach (var uid in studies)
        {
            await instances.EnsureStudyAsync(
                client,
                new StudyReference(preFiche.RcpId, uid),
                Events.AttachmentChanged,
                cancellationToken
            );
        }
    }

    private async Task TellSearchedAsync(
        PreFicheReference preFiche,
        DurableTaskClient client,
        CancellationToken cancellationToken
    ) =>
        await instances.RaiseEventAsync(
            client,
            InstanceIds.Rcp(preFiche.RcpId),
            Events.PreFicheSearched,
            cancellationToken
        );
}
