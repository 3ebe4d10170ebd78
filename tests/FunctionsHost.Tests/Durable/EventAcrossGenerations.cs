using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FunctionsHost.Tests.Durable;

public static class EventAcrossGenerations
{
    /// <summary>
    /// Waits for 'Go', then continues as new; the second generation waits for 'Kept', which may have come long before.
    /// </summary>
    [Function(nameof(RunOn))]
    public static async Task<string> RunOn([OrchestrationTrigger] TaskOrchestrationContext context, int generation)
    {
        if (generation == 1)
        {
            var go = await context.WaitForExternalEvent<string>("Go");
            context.SetCustomStatus(go);
            context.ContinueAsNew(2);
            return "";
        }

        return $"{await context.WaitForExternalEvent<string>("Kept")}, "
            + $"{await context.WaitForExternalEvent<string>("Kept")}";
    }
}
