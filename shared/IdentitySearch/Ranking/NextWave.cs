using KryptonFunctions.IdentitySearch.Planning;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// The stop rule. A wave of the plan is sent while one of its queries can be expected to bring
/// <see cref="SearchCapabilities.MinimumGain"/> records that nothing brought yet: the records that the person may still
/// have, times the share that only this query finds. Follow-ups (a capped page narrowed, a merged record read) go with
/// the next wave. All within <see cref="SearchCapabilities.MaxRequests"/>.
/// </summary>
internal sealed class NextWave(SearchCapabilities capabilities, Narrowing narrowing)
{
    // Before anything is found, half of the searched persons are taken to be in the register at all, with one record.
    private const double UnseenRecords = 0.5;

    public SearchWave? After(
        PatientTraits traits,
        SearchPlan plan,
        IReadOnlyList<AnsweredQuery> answers,
        CandidateBoard board
    )
    {
        var asked = answers.Select(answer => answer.Query.Id).ToHashSet();
        var room = capabilities.MaxRequests - answers.Count;
        var queries = FollowUps(traits, answers, asked, board).Concat(Planned(plan, asked, board)).Take(room).ToList();
        return queries.Count == 0
            ? null
            : new SearchWave(answers.Count == 0 ? 1 : answers.Max(answer => answer.Wave) + 1, queries);
    }

    private List<PlannedQuery> Planned(SearchPlan plan, HashSet<string> asked, CandidateBoard board)
    {
        var sent = plan.Waves.LastOrDefault(wave => wave.Queries.Any(query => asked.Contains(query.Id)))?.Number ?? 0;
        return plan.Waves.Where(wave => wave.Number > sent)
                .Select(wave => wave.Queries.Where(query => IsWorth(query, board)).ToList())
                .FirstOrDefault(queries => queries.Count > 0)
            ?? [];
    }

    private bool IsWorth(PlannedQuery query, CandidateBoard board)
    {
        var stillUnseen = board.HasProbable
            ? Math.Max(UnseenRecords, capabilities.RecordsPerPerson - 1)
            : UnseenRecords;
        return query.Gain * stillUnseen >= capabilities.MinimumGain;
    }

    private IEnumerable<PlannedQuery> FollowUps(
        PatientTraits traits,
        IReadOnlyList<AnsweredQuery> answers,
        HashSet<string> asked,
        CandidateBoard board
    )
    {
        foreach (var answer in answers)
        {
            if (answer.IsCapped && narrowing.Of(answer, traits) is { } narrower && !asked.Contains(narrower.Id))
            {
                yield return narrower;
            }
        }

        foreach (var id in board.MissingSuccessors())
        {
            if (!asked.Contains("merged:" + id))
            {
                yield return new PlannedQuery("merged:" + id, QueryKind.Merged, 1, Search: null, Read: id);
            }
        }
    }
}
