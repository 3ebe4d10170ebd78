using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Steps;
using KryptonFunctions.Traces;

namespace KryptonFunctions.Rcps.Identities;

/// <summary>
/// The traces of a pré-fiche's search and of the automatic choice. The key of the step makes a repeated step write the
/// same row.
/// </summary>
/// <exception cref="TraceUnavailableException">A trace could not be written.</exception>
internal sealed class SearchTraces(TraceWriter writer)
{
    /// <summary>A search was made, whole or not.</summary>
    public Task SearchedAsync(
        Rcp rcp,
        string preFicheId,
        SearchInProgress search,
        FoundCandidates found,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            EntryOf(rcp, preFicheId, search) with
            {
                Records =
                [
                    .. found
                        .Candidates.Select(candidate => candidate.PatientId)
                        .Distinct(StringComparer.Ordinal)
                        .Take(Trace.MaxRecords),
                ],
                Detail = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["complete"] = found.Complete ? "true" : "false",
                    [TraceFacts.By] = TraceFacts.Prefetch,
                    ["candidates"] = $"{found.Candidates.Count}",
                    ["queries"] = $"{found.Coverage.QueriesSent}",
                    ["approaches"] = string.Join(
                        ' ',
                        found.Coverage.Approaches.Select(a => $"{a.Approach}:{a.Outcome}")
                    ),
                },
            },
            cancellationToken
        );

    /// <summary>A search was made for traits that the pré-fiche no longer has; nothing of it is kept.</summary>
    public Task GivenUpAsync(
        Rcp rcp,
        string preFicheId,
        SearchInProgress search,
        int queries,
        CancellationToken cancellationToken
    ) =>
        WriteAsync(
            EntryOf(rcp, preFicheId, search) with
            {
                Detail = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["complete"] = "false",
                    [TraceFacts.By] = TraceFacts.Prefetch,
                    ["candidates"] = "0",
                    ["queries"] = $"{queries}",
                    ["givenUp"] = "traitsChanged",
                },
            },
            cancellationToken
        );

    /// <summary>The RCP's option has chosen: a trace for each chosen record.</summary>
    public async Task ChosenAutomaticallyAsync(
        Rcp rcp,
        string preFicheId,
        IdentityChoice choice,
        CancellationToken cancellationToken
    )
    {
        for (var at = 0; at < choice.PatientIds.Count; at++)
        {
            var step = $"choice-{choice.At.UtcTicks}" + (at == 0 ? "" : $"-{at}");
            await WriteAsync(
                Entry(rcp, preFicheId, TraceAction.CandidateChosen, step) with
                {
                    Patient = choice.PatientIds[at],
                    Detail = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["automatic"] = "qualifiedIns",
                        ["records"] = $"{choice.PatientIds.Count}",
                    },
                },
                cancellationToken
            );
        }
    }

    private static TraceEntry EntryOf(Rcp rcp, string preFicheId, SearchInProgress search) =>
        Entry(rcp, preFicheId, TraceAction.Searched, $"search-{search.Id}");

    private static TraceEntry Entry(Rcp rcp, string preFicheId, TraceAction action, string step) =>
        TraceEntry.By(rcp.SavedBy.ToCaller(), action, new CareContext(rcp.RcpId, preFicheId)) with
        {
            StepKey = $"{InstanceIds.PreFiche(rcp.RcpId, preFicheId)}/{step}",
        };

    private async Task WriteAsync(TraceEntry entry, CancellationToken cancellationToken)
    {
        if (await writer.WriteAsync(entry, cancellationToken) is Outcome<TraceId>.Failed)
        {
            throw new TraceUnavailableException();
        }
    }
}
