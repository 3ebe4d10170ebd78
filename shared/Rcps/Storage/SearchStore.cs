using Azure.Data.Tables;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.Rcps.Identities;

namespace KryptonFunctions.Rcps.Storage;

/// <summary>
/// The rows of a pré-fiche's search in the table <c>Rcps</c>: the running one, and what the last one found.
/// </summary>
public sealed class SearchStore(TableServiceClient tables)
{
    private readonly TableRows rows = new(tables.GetTableClient(RcpKeys.Table));

    /// <summary>Begins a search; the answers of an earlier one are gone.</summary>
    public async Task BeginAsync(
        string rcpId,
        string preFicheId,
        SearchInProgress search,
        CancellationToken cancellationToken
    )
    {
        await rows.RemoveAllAsync(RcpKeys.Partition(rcpId), RcpKeys.AnswersOf(preFicheId), cancellationToken);
        await SaveAsync(rcpId, preFicheId, search, cancellationToken);
    }

    public Task SaveAsync(
        string rcpId,
        string preFicheId,
        SearchInProgress search,
        CancellationToken cancellationToken
    ) => rows.PutAsync(RcpKeys.Partition(rcpId), RcpKeys.Plan(preFicheId), search, cancellationToken);

    public async Task<SearchInProgress?> FindAsync(
        string rcpId,
        string preFicheId,
        CancellationToken cancellationToken
    ) =>
        (
            await rows.FindAsync<SearchInProgress>(
                RcpKeys.Partition(rcpId),
                RcpKeys.Plan(preFicheId),
                cancellationToken
            )
        )?.Value;

    /// <summary>
    /// Keeps an answer to a query of that search. One that does not fit into a row counts as none: no such page is of
    /// use to a user.
    /// </summary>
    public async Task AnswerAsync(
        string rcpId,
        string preFicheId,
        string searchId,
        AnsweredQuery answer,
        CancellationToken cancellationToken
    )
    {
        var (partition, row) = (RcpKeys.Partition(rcpId), RcpKeys.Answer(preFicheId, searchId, answer.Query.Id));
        try
        {
            await rows.PutAsync(partition, row, answer, cancellationToken);
        }
        catch (RowTooLargeException)
        {
            await rows.PutAsync(partition, row, AnsweredQuery.Failed(answer.Query, answer.Wave), cancellationToken);
        }
    }

    /// <summary>
    /// The answers of that search alone: a step of an earlier one may still have run when this one began.
    /// </summary>
    public async Task<IReadOnlyList<AnsweredQuery>> AnswersAsync(
        string rcpId,
        string preFicheId,
        string searchId,
        CancellationToken cancellationToken
    ) =>
        await rows.RangeAsync<AnsweredQuery>(
                RcpKeys.Partition(rcpId),
                RcpKeys.AnswersOf(preFicheId, searchId),
                cancellationToken
            )
            .ToListAsync(cancellationToken);

    public Task FoundAsync(
        string rcpId,
        string preFicheId,
        FoundCandidates found,
        CancellationToken cancellationToken
    ) => rows.PutAsync(RcpKeys.Partition(rcpId), RcpKeys.Candidates(preFicheId), found, cancellationToken);

    /// <summary>What was found for the traits that the pré-fiche has; null until a search for them has ended.</summary>
    public async Task<FoundCandidates?> CandidatesAsync(
        string rcpId,
        PreFiche preFiche,
        CancellationToken cancellationToken
    ) =>
        await LastFoundAsync(rcpId, preFiche.PreFicheId, cancellationToken) is { } found && found.AreOf(preFiche)
            ? found
            : null;

    /// <summary>What the last search found, perhaps for traits that the pré-fiche no longer has.</summary>
    public async Task<FoundCandidates?> LastFoundAsync(
        string rcpId,
        string preFicheId,
        CancellationToken cancellationToken
    ) =>
        (
            await rows.FindAsync<FoundCandidates>(
                RcpKeys.Partition(rcpId),
                RcpKeys.Candidates(preFicheId),
                cancellationToken
            )
        )?.Value;

    /// <summary>Removes everything that searches for the pré-fiche have found and are finding.</summary>
    public async Task ForgetAsync(string rcpId, string preFicheId, CancellationToken cancellationToken)
    {
        await EndAsync(rcpId, preFicheId, cancellationToken);
        await rows.RemoveAsync(RcpKeys.Partition(rcpId), RcpKeys.Candidates(preFicheId), cancellationToken);
    }

    /// <summary>The search is over; its plan and answers are not kept.</summary>
    public async Task EndAsync(string rcpId, string preFicheId, CancellationToken cancellationToken)
    {
        await rows.RemoveAsync(RcpKeys.Partition(rcpId), RcpKeys.Plan(preFicheId), cancellationToken);
        await rows.RemoveAllAsync(RcpKeys.Partition(rcpId), RcpKeys.AnswersOf(preFicheId), cancellationToken);
    }
}
