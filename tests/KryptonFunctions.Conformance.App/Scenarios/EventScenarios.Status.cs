using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Conformance;

public static partial class EventScenarios
{
    [Function(nameof(CustomStatusSequence))]
    public static async Task<string> CustomStatusSequence([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus("overwritten before it is seen");
        context.SetCustomStatus(new Pascal("step", 1));
        await context.WaitForExternalEvent<string>("Next");
        await context.WaitForExternalEvent<string>("Next");
        context.SetCustomStatus(null);
        await context.WaitForExternalEvent<string>("Next");
        context.SetCustomStatus(42);
        return "done";
    }

    [Function(nameof(CustomStatusTooLarge))]
    public static async Task<string> CustomStatusTooLarge([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        int characters = context.GetInput<int>();
        try
        {
            context.SetCustomStatus(new string('s', characters));
        }
        catch (Exception e)
        {
            Facts.Add(context.InstanceId, "SetCustomStatus threw " + Facts.Describe(e));
        }

        await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
        return "done";
    }

    [Function(nameof(SendEventToOther))]
    public static async Task<string> SendEventToOther([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string other = context.GetInput<string>()!;
        context.SendEvent(other, "Go", $"from a peer");
        context.SendEvent(other + "-unknown", "Go", "to nobody");
        await context.CallActivityAsync<string>(nameof(ConformanceActivities.SayHello), "x");
        return "sent";
    }

    [Function(nameof(CollectTwenty))]
    public static async Task<string> CollectTwenty([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var seen = new List<int>();
        while (seen.Count < 20)
        {
            seen.Add(await context.WaitForExternalEvent<int>("Item"));
        }

        return $"in order: {seen.SequenceEqual(Enumerable.Range(0, 20))}, all: "
            + $"{seen.Order().SequenceEqual(Enumerable.Range(0, 20))}";
    }

    [Function(nameof(CollectThree))]
    public static async Task<string> CollectThree([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var seen = new List<string>();
        while (seen.Count < 3)
        {
            seen.Add(await context.WaitForExternalEvent<string>("Item"));
        }

        return string.Join(",", seen);
    }
}
