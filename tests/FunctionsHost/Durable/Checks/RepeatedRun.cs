using DurableTask.Core;

namespace FunctionsHost.Durable.Checks;

/// <summary>
/// A run over a history from which all is left out that the orchestrator had asked for: it then asks for it again, and
/// that can be compared with what it had asked for, inputs and all.
/// </summary>
internal static class RepeatedRun
{
    public static OrchestrationRuntimeState HistoryFor(OrchestrationRuntimeState state)
    {
        var bare = new OrchestrationRuntimeState([.. state.PastEvents.Where(e => Deed.Of(e) is null)]);
        foreach (var added in state.NewEvents)
        {
            bare.AddEvent(added);
        }

        return bare;
    }

    /// <exception cref="NonDeterministicException">It asks for something else than its history has.</exception>
    public static void CompareWithHistory(OrchestrationRuntimeState state, OrchestratorExecutionResult repeated) =>
        NonDeterministicException.Compare(
            state.Name,
            state.PastEvents.Select(Deed.Of).OfType<Deed>(),
            DeedsOf(repeated),
            "in its history action",
            Advice.CodeChanged
        );

    /// <exception cref="NonDeterministicException">Two runs over one history differ.</exception>
    public static void CompareWithRun(
        OrchestrationRuntimeState state,
        OrchestratorExecutionResult repeated,
        OrchestratorExecutionResult run
    )
    {
        HashSet<int> past = [.. state.PastEvents.Select(Deed.Of).OfType<Deed>().Select(d => d.Id)];
        List<Deed> first = [.. DeedsOf(repeated).Where(d => !past.Contains(d.Id))],
            second = [.. DeedsOf(run)];
        NonDeterministicException.Compare(state.Name, first, second, "in the first run action", Advice.NotRepeatable);
        NonDeterministicException.Compare(state.Name, second, first, "in the second run action", Advice.NotRepeatable);
    }

    private static IEnumerable<Deed> DeedsOf(OrchestratorExecutionResult result) =>
        result.Actions.Select(Deed.Of).OfType<Deed>();
}
