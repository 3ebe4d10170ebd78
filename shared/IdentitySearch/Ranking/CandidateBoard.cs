using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>A record that some query brought, scored once.</summary>
internal sealed class ScoredRecord(PatientRecord record, PreparedIdentity prepared, PairScore score)
{
    public PatientRecord Record { get; } = record;

    public PreparedIdentity Prepared { get; } = prepared;

    public PairScore Score { get; } = score;

    /// <summary>The queries that brought it, in the order of their answers.</summary>
    public List<PlannedQuery> FoundBy { get; } = [];

    /// <summary>The best of the records that were merged into this one, or null.</summary>
    public ScoredRecord? MergedFrom { get; set; }

    /// <summary>A merged or withdrawn record stands for nobody any more.</summary>
    public bool IsShowable => Record.Active && Record.ReplacedBy is null && !IdentityStatus.IsFictitious(Record);
}

/// <summary>
/// Collects the answers of one search: each record is made ready and scored once, however many queries bring it.
/// </summary>
internal sealed class CandidateBoard(
    PreparedIdentity searched,
    IdentityPreparer preparer,
    PairScorer scorer,
    SearchCapabilities capabilities
)
{
    private readonly Dictionary<string, ScoredRecord> byId = [];

    public PreparedIdentity Searched { get; } = searched;

    public IReadOnlyCollection<ScoredRecord> Records => byId.Values;

    public bool HasProbable { get; private set; }

    public void Add(AnsweredQuery answer)
    {
        foreach (var record in answer.Records)
        {
            if (
                answer.IgnoredCriteria.Count > 0
                && answer.Query.Search is { } search
                && !IgnoredCriteria.Meets(record, search, answer.IgnoredCriteria, capabilities)
            )
            {
                continue;
            }

            if (!byId.TryGetValue(record.Id, out var scored))
            {
                var prepared = preparer.Prepare(record);
                byId[record.Id] = scored = new ScoredRecord(record, prepared, scorer.Score(Searched, prepared));
                HasProbable |= scored.Score.Total >= Weights.Probable;
            }

            scored.FoundBy.Add(answer.Query);
        }
    }

    /// <summary>Ids into which found records were merged and that are not here yet.</summary>
    public IEnumerable<string> MissingSuccessors() =>
        byId
            .Values.Where(scored => scored.Score.IsShown)
            .Select(scored => scored.Record.ReplacedBy)
            .OfType<string>()
            .Where(id => !byId.ContainsKey(id))
            .Distinct();

    /// <summary>Tells each surviving record the best of those that were merged into it.</summary>
    public void LinkMerged()
    {
        foreach (var merged in byId.Values)
        {
            if (
                merged.Record.ReplacedBy is { } id
                && byId.TryGetValue(id, out var survivor)
                && !(survivor.MergedFrom?.Score.Total >= merged.Score.Total)
            )
            {
                survivor.MergedFrom = merged;
            }
        }
    }
}
