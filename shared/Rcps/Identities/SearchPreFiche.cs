using Krypton.Access;
using Krypton.IdentitySearch;
using Krypton.Rcps.Storage;

namespace Krypton.Rcps.Identities;

/// <summary>The search of a pré-fiche, a step at a time: begin, send a query, rank. What passes between the steps are ids of queries; the queries and answers stay in the table.</summary>
public sealed class SearchPreFiche(
    RcpStore rcps, SearchStore searches, PatientTraitsReader reader, IdentitySearchPlanner planner, CandidateRanking ranking, IdentityQueries krypton, EndSearch end)
{
    /// <summary>Plans and begins; gives the ids of the first wave's queries. None where nothing can be asked.</summary>
    public async Task<IReadOnlyList<string>> BeginAsync(string rcpId, string preFicheId, CancellationToken cancellationToken)
    {
        if (await TraitsAsync(rcpId, preFicheId, cancellationToken) is not { } traits)
        {
            return [];
        }

        var plan = planner.Plan(traits);
        if (ranking.Next(traits, plan, []) is not { } wave)
        {
            await end.RunAsync(rcpId, preFicheId, ranking.Rank(traits, plan, []), cancellationToken);
            return [];
        }

        await searches.BeginAsync(rcpId, preFicheId, new SearchInProgress(plan, wave), cancellationToken);
        return [.. wave.Queries.Select(query => query.Id)];
    }

    /// <summary>Sends one query of the current wave and keeps the answer, whatever became of it.</summary>
    public async Task SendAsync(string rcpId, string preFicheId, string queryId, CancellationToken cancellationToken)
    {
        if (await searches.FindAsync(rcpId, preFicheId, cancellationToken) is not { } search || search.Wave.Queries.FirstOrDefault(q => q.Id == queryId) is not { } query)
        {
            return;
        }

        if (await rcps.FindAsync(rcpId, cancellationToken) is { Value: var rcp })
        {
            CurrentCall.Begin(InstanceIds.PreFiche(rcpId, preFicheId), rcp.SavedBy.ToCaller());
        }

        await searches.AnswerAsync(rcpId, preFicheId, await krypton.SendAsync(query, search.Wave.Number, cancellationToken), cancellationToken);
    }

    /// <summary>The ids of the next wave's queries; none when the question is settled, and then the candidates are kept.</summary>
    public async Task<IReadOnlyList<string>> RankAsync(string rcpId, string preFicheId, CancellationToken cancellationToken)
    {
        if (await searches.FindAsync(rcpId, preFicheId, cancellationToken) is not { } search || await TraitsAsync(rcpId, preFicheId, cancellationToken) is not { } traits)
        {
            return [];
        }

        var answers = await searches.AnswersAsync(rcpId, preFicheId, cancellationToken);
        if (ranking.Next(traits, search.Plan, answers) is { } wave)
        {
            await searches.SaveAsync(rcpId, preFicheId, search with { Wave = wave }, cancellationToken);
            return [.. wave.Queries.Select(query => query.Id)];
        }

        await end.RunAsync(rcpId, preFicheId, ranking.Rank(traits, search.Plan, answers), cancellationToken);
        return [];
    }

    private async Task<PatientTraits?> TraitsAsync(string rcpId, string preFicheId, CancellationToken cancellationToken) =>
        await rcps.FindPreFicheAsync(rcpId, preFicheId, cancellationToken) is { } preFiche && reader.Read(preFiche.Patient) is Outcome<PatientTraits>.Ok { Value: var traits } ? traits : null;
}
