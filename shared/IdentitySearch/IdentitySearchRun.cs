using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch.Contract;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.IdentitySearch;

/// <summary>
/// One search from plan to candidates: the waves one after another, the queries of a wave at once, all under one
/// deadline. What Krypton gave in time is ranked; what is missing is said.
/// </summary>
public sealed class IdentitySearchRun(
    IdentitySearchPlanner planner,
    CandidateRanking ranking,
    IdentityQueries krypton,
    IOptions<SearchCapabilities> options,
    TimeProvider time
)
{
    /// <summary>The rest of the deadline is for the trace and the answer.</summary>
    private const double KryptonsShare = 0.95;

    /// <summary>
    /// The candidates with Krypton's own patient ids; fails with <see cref="FailureKind.Unavailable"/> only where no
    /// query at all was answered.
    /// </summary>
    public async Task<Outcome<IdentitySearchResult>> SearchAsync(
        PatientTraits traits,
        bool showHidden,
        CancellationToken cancellationToken
    )
    {
        var plan = planner.Plan(traits);
        var board = ranking.Board(traits, []);
        var answers = new List<AnsweredQuery>();
        using var deadline = new CancellationTokenSource(
            KryptonsShare * TimeSpan.FromSeconds(options.Value.DeadlineSeconds),
            time
        );
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        while (!deadline.IsCancellationRequested && ranking.Next(traits, plan, answers, board) is { } wave)
        {
            var sent = await Task.WhenAll(wave.Queries.Select(query => SendAsync(query, wave.Number, either.Token)));
            cancellationToken.ThrowIfCancellationRequested();
            answers.AddRange(sent);
            foreach (var answer in sent)
            {
                board.Add(answer);
            }
        }

        if (answers.Count > 0 && answers.TrueForAll(answer => answer.Outcome == QueryOutcome.Unavailable))
        {
            return new Failure(
                FailureKind.Unavailable,
                "krypton-unavailable",
                new("Krypton ne répond pas pour le moment.", "Krypton does not answer now."),
                RetryAfter: TimeSpan.FromSeconds(5)
            );
        }

        var late = deadline.IsCancellationRequested;
        var ranked = ranking.Rank(traits, plan, answers, board, showHidden);
        return new IdentitySearchResult(
            Ulid.NewUlid(time.GetUtcNow()).ToString(),
            !late && ranked.Coverage.IsComplete,
            ranked.Coverage,
            ranked.Candidates,
            ranked.Hidden,
            ranked.Alerts
        );
    }

    private async Task<AnsweredQuery> SendAsync(PlannedQuery query, int wave, CancellationToken cancellationToken)
    {
        try
        {
            return await krypton.SendAsync(query, wave, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return AnsweredQuery.Failed(query, wave);
        }
    }
}
