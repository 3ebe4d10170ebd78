using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.Rcps.Storage;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>
/// The search of a pré-fiche, a step at a time: begin, send a wave of queries, rank. The queries and answers stay in
/// the table.
/// </summary>
public sealed class SearchPreFiche(
    RcpStore rcps,
    SearchStore searches,
    PatientTraitsReader reader,
    IppAuthorities authorities,
    IdentitySearchPlanner planner,
    CandidateRanking ranking,
    IdentityQueries krypton,
    EndSearch end,
    SearchBudget budget
)
{
    private static readonly SearchWave Nothing = new(1, []);

    /// <summary>Plans and begins; gives the ids of the first wave's queries. None where nothing can be asked, or not
    /// today.</summary>
    public async Task<IReadOnlyList<string>> BeginAsync(
        string rcpId,
        string preFicheId,
        CancellationToken cancellationToken
    )
    {
        if (
            await rcps.FindPreFicheAsync(rcpId, preFicheId, cancellationToken) is not { } preFiche
            || await TraitsAsync(preFiche, cancellationToken) is not { } traits
        )
        {
            return [];
        }

        if (preFiche.SearchedAt is null && await budget.TakeAsync(rcpId, cancellationToken) is { } tomorrow)
        {
            var searched = preFiche.PatientDigest();
            await rcps.ChangePreFicheAsync(
                rcpId,
                preFicheId,
                p => p.PatientDigest() == searched ? p with { SearchHeldUntil = tomorrow } : p,
                cancellationToken
            );
            return [];
        }

        var plan = planner.Plan(traits);
        var wave = ranking.Next(traits, plan, []);
        var search = new SearchInProgress(
            plan,
            wave ?? Nothing,
            Guid.NewGuid().ToString("N"),
            preFiche.PatientDigest()
        );
        if (wave is null)
        {
            await end.EndAsync(rcpId, preFicheId, search, ranking.Rank(traits, plan, []), cancellationToken);
            return [];
        }

        await searches.BeginAsync(rcpId, preFicheId, search, cancellationToken);
        return [.. wave.Queries.Select(query => query.Id)];
    }

    /// <summary>
    /// Sends the queries of the current wave, all at once, and keeps the answers, whatever became of them. Repeated, it
    /// asks them again.
    /// </summary>
    public async Task SendAsync(string rcpId, string preFicheId, CancellationToken cancellationToken)
    {
        if (await searches.FindAsync(rcpId, preFicheId, cancellationToken) is not { } search)
        {
            return;
        }

        if (await rcps.FindAsync(rcpId, cancellationToken) is { Value: var rcp })
        {
            CurrentCall.Begin(InstanceIds.PreFiche(rcpId, preFicheId), rcp.SavedBy.ToCaller());
        }

        await Task.WhenAll(
            search.Wave.Queries.Select(async query =>
            {
                var answer = await krypton.SendAsync(query, search.Wave.Number, cancellationToken);
                await searches.AnswerAsync(rcpId, preFicheId, search.Id, answer, cancellationToken);
            })
        );
    }

    /// <summary>
    /// The ids of the next wave's queries; none when the question is settled, and then the candidates are kept. A
    /// search for traits that the pré-fiche no longer has is given up: the next turn finds the present ones not
    /// searched.
    /// </summary>
    public async Task<IReadOnlyList<string>> RankAsync(
        string rcpId,
        string preFicheId,
        CancellationToken cancellationToken
    )
    {
        if (
            await searches.FindAsync(rcpId, preFicheId, cancellationToken) is not { } search
            || await rcps.FindPreFicheAsync(rcpId, preFicheId, cancellationToken) is not { } preFiche
            || await TraitsAsync(preFiche, cancellationToken) is not { } traits
        )
        {
            return [];
        }

        var answers = await searches.AnswersAsync(rcpId, preFicheId, search.Id, cancellationToken);
        if (search.Patient != preFiche.PatientDigest())
        {
            await end.GiveUpAsync(rcpId, preFicheId, search, answers.Count, cancellationToken);
            return [];
        }

        if (ranking.Next(traits, search.Plan, answers) is { } wave)
        {
            await searches.SaveAsync(rcpId, preFicheId, search with { Wave = wave }, cancellationToken);
            return [.. wave.Queries.Select(query => query.Id)];
        }

        await end.EndAsync(rcpId, preFicheId, search, ranking.Rank(traits, search.Plan, answers), cancellationToken);
        return [];
    }

    private async Task<PatientTraits?> TraitsAsync(PreFiche preFiche, CancellationToken cancellationToken) =>
        reader.Read(preFiche.Patient) is Outcome<PatientTraits>.Ok { Value: var traits }
            ? await authorities.ResolveAsync(traits, cancellationToken)
            : null;
}
