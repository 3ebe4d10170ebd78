using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>Counts what was asked and says what each approach brought.</summary>
internal static class Coverage
{
    private const string NotAsked = "notAsked";
    private const string Failed = "failed";

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
                new("ins", OutcomeOfIns(traits, answers, capabilities)),
                new("ipp", OutcomeOfIpp(traits, answers, nowhere)),
                new(
                    "traits",
                    Outcome(answers, kind => kind is not (QueryKind.Ins or QueryKind.Ipp or QueryKind.Merged))
                ),
            ]
        );
    }

    private static string OutcomeOfIns(
        PatientTraits traits,
        IReadOnlyList<AnsweredQuery> answers,
        SearchCapabilities capabilities
    )
    {
        if (traits.Ins is null)
        {
            return traits.HasWrongInsKey ? "wrongKey" : NotAsked;
        }

        return capabilities.InsEnabled ? Outcome(answers, kind => kind == QueryKind.Ins) : "disabled";
    }

    private static string OutcomeOfIpp(PatientTraits traits, IReadOnlyList<AnsweredQuery> answers, int nowhere)
    {
        if (traits.Ipps.Count == 0)
        {
            return NotAsked;
        }

        return nowhere == traits.Ipps.Count ? Failed : Outcome(answers, kind => kind == QueryKind.Ipp);
    }

    private static string Outcome(IReadOnlyList<AnsweredQuery> answers, Func<QueryKind, bool> approach)
    {
        var own = answers.Where(answer => approach(answer.Query.Kind)).ToList();
        if (own.Count == 0)
        {
            return NotAsked;
        }

        if (own.Exists(answer => answer.Records.Count > 0))
        {
            return "found";
        }

        return own.TrueForAll(answer => answer.Outcome == QueryOutcome.Answered) ? "notFound" : Failed;
    }
}
