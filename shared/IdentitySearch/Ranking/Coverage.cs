using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>Counts what was asked and says what each approach brought.</summary>
internal static class Coverage
{
    public static SearchCoverage From(
        PatientTraits traits,
        SearchPlan plan,
        IReadOnlyList<AnsweredQuery> answers,
        SearchCapabilities capabilities
    )
    {
        var asked = answers.Select(answer => answer.Query.Id).ToHashSet();
        var skipped = plan.Waves.Sum(wave => wave.Queries.Count(query => !asked.Contains(query.Id)));
        var narrowed = answers.Select(answer => answer.Query.NarrowedFrom).ToHashSet();
        var nowhere = plan.Waves.Any(wave => wave.Queries.Any(query => query.Kind == QueryKind.Ipp))
            ? traits.Ipps.Count(ipp => ipp.IsByFiness)
            : traits.Ipps.Count;
        return new SearchCoverage(
            answers.Count + skipped + nowhere,
            answers.Count,
            answers.Count(answer => answer.Outcome != QueryOutcome.Answered) + nowhere,
            answers.Count(answer => answer.IsCapped && !narrowed.Contains(answer.Query.Id)),
            skipped,
            answers.Count == 0 ? 0 : answers.Max(answer => answer.Unreadable),
            answers.Count == 0 ? 0 : answers.Max(answer => answer.Wave),
            [
                new(
                    "ins",
                    traits.Ins is null ? "notAsked"
                        : !capabilities.InsEnabled ? "disabled"
                        : Outcome(answers, kind => kind == QueryKind.Ins)
                ),
                new(
                    "ipp",
                    traits.Ipps.Count == 0 ? "notAsked"
                        : nowhere == traits.Ipps.Count ? "failed"
                        : Outcome(answers, kind => kind == QueryKind.Ipp)
                ),
                new("traits", Outcome(answers, kind => kind is > QueryKind.Ipp and < QueryKind.Merged)),
            ]
        );
    }

    private static string Outcome(IReadOnlyList<AnsweredQuery> answers, Func<QueryKind, bool> approach)
    {
        var own = answers.Where(answer => approach(answer.Query.Kind)).ToList();
        return own.Count == 0 ? "notAsked"
            : own.Exists(answer => answer.Records.Count > 0) ? "found"
            : own.TrueForAll(answer => answer.Outcome == QueryOutcome.Answered) ? "notFound"
            : "failed";
    }
}
