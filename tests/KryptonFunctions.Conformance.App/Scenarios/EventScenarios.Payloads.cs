using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Conformance;

public static partial class EventScenarios
{
    [Function(nameof(EventTwoTypes))]
    public static async Task<string> EventTwoTypes([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Task<string> text = context.WaitForExternalEvent<string>("Go");
        try
        {
            _ = context.WaitForExternalEvent<int>("Go");
        }
        catch (Exception e)
        {
            Facts.Add(context.InstanceId, Facts.Describe(e));
        }

        return await text;
    }

    [Function(nameof(EventNullPayload))]
    public static async Task<string> EventNullPayload([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        string? text = await context.WaitForExternalEvent<string?>("Text");
        int? nullable = await context.WaitForExternalEvent<int?>("Nullable");
        return $"{text ?? "null"} {nullable?.ToString() ?? "null"}";
    }

    [Function(nameof(EventNullPayloadForInt))]
    public static async Task<string> EventNullPayloadForInt([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return $"{await context.WaitForExternalEvent<int>("Number")}";
        }
        catch (Exception e)
        {
            return Facts.Describe(e);
        }
    }

    [Function(nameof(EventWrongType))]
    public static async Task<string> EventWrongType([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return $"{await context.WaitForExternalEvent<int>("Go")}";
        }
        catch (Exception e)
        {
            return Facts.Describe(e);
        }
    }

    [Function(nameof(EventPayloadRecord))]
    public static async Task<string> EventPayloadRecord([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        JsonElement raw = await context.WaitForExternalEvent<JsonElement>("Raw");
        Pascal typed = await context.WaitForExternalEvent<Pascal>("Typed");
        return $"{raw.GetRawText()} {typed}";
    }
}
