using FunctionsHost.Functions;
using Microsoft.DurableTask;

namespace FunctionsHost.Durable.Orchestrators;

/// <summary>The parameters of an orchestrator: its context, and one more for its input.</summary>
internal static class OrchestratorArguments
{
    /// <summary>The name of the input's JSON among the invocation's data.</summary>
    public const string Input = "input";

    public static Arguments Of(FunctionMethod function, DataConverter converter)
    {
        if (function.TriggerParameter.ParameterType != typeof(TaskOrchestrationContext))
        {
            throw HostStartException.Of(
                function,
                $"[OrchestrationTrigger] stands on a {nameof(TaskOrchestrationContext)}."
            );
        }

        var bound = false;
        return Arguments.Of(
            function,
            i => i.TriggerValue,
            p =>
            {
                if (bound)
                {
                    return null;
                }

                bound = true;
                return i => JsonArgument.Read(function, p, (string?)i.Data[Input], converter);
            }
        );
    }
}
