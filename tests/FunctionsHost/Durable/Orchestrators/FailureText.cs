using DurableTask.Core;
using FunctionsHost.Functions;

namespace FunctionsHost.Durable.Orchestrators;

/// <summary>How the failure of an instance is shown as its output.</summary>
internal static class FailureText
{
    /// <summary>The invocation itself failed, out of the orchestrator's reach.</summary>
    public static string Invocation(string function) => $"Function '{function}' failed with an unhandled exception.";

    public static string UnknownOrchestrator(string name, IEnumerable<string> known) =>
        $"The function '{name}' doesn't exist, is disabled, or is not an orchestrator function. Additional info: "
        + "The following are the known orchestrator functions: "
        + $"{string.Join(", ", known.Order(StringComparer.Ordinal).Select(k => $"'{k}'"))}.";

    /// <summary>Where the orchestrator threw, plain text.</summary>
    public static string? OutputOf(OrchestrationRuntimeState state) =>
        state.FailureDetails is { } failure ? $"{TypeOf(failure)}: {failure.ErrorMessage}" : state.Output;

    /// <summary>A binding failure has the name that the genuine worker gives it.</summary>
    private static string TypeOf(FailureDetails failure) =>
        failure.ErrorType == typeof(InputBindingException).FullName
            ? "Microsoft.Azure.Functions.Worker.FunctionInputConverterException"
            : failure.ErrorType;
}
