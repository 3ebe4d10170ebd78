using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace KryptonFunctions.Conformance;

/// <summary>What goes through JSON and how it comes back.</summary>
public static class JsonScenarios
{
    private static Sample Make() =>
        new(
            "Zoé <&>",
            3,
            Colour.Green,
            new DateTimeOffset(2024, 3, 31, 2, 30, 0, TimeSpan.FromHours(2)),
            new DateTime(2024, 3, 31, 0, 30, 0, DateTimeKind.Utc),
            TimeSpan.FromMinutes(90),
            Guid.Parse("11111111-2222-3333-4444-555555555555"),
            12.50m,
            null,
            [1, 2],
            new() { ["Key"] = 1, ["other"] = 2 },
            new DateOnly(2024, 2, 29),
            new Uri("https://example.test/a?b=c")
        );

    [Function(nameof(JsonRoundTrip))]
    public static async Task<Sample> JsonRoundTrip([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Sample sample = Make();
        Sample back = await context.CallActivityAsync<Sample>(nameof(ConformanceActivities.EchoSample), sample);
        Facts.Add(
            context.InstanceId,
            $"same but lists: {back == sample with { Numbers = back.Numbers, ByName = back.ByName }}, kind "
                + $"{back.Utc.Kind}, offset {back.At.Offset}"
        );
        return back;
    }

    [Function(nameof(JsonRaw))]
    public static async Task<string[]> JsonRaw([OrchestrationTrigger] TaskOrchestrationContext context) =>
        [
            await context.CallActivityAsync<string>(nameof(ConformanceActivities.RawJson), Make()),
            await context.CallActivityAsync<string>(
                nameof(ConformanceActivities.RawJson),
                new
                {
                    camelCase = 1,
                    PascalCase = 2,
                    nul = (string?)null,
                }
            ),
            await context.CallActivityAsync<string>(nameof(ConformanceActivities.RawJson), "texte é"),
        ];

    [Function(nameof(JsonPolymorphismLost))]
    public static async Task<object> JsonPolymorphismLost([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Shape back = await context.CallActivityAsync<Shape>(
            nameof(ConformanceActivities.EchoShape),
            new Circle { Radius = 7 }
        );
        JsonElement raw = await context.CallActivityAsync<JsonElement>(
            nameof(ConformanceActivities.EchoShape),
            new Circle { Radius = 7 }
        );
        return new
        {
            type = back.GetType().Name,
            seenByActivity = back.Kind,
            rawResult = raw,
        };
    }

    [Function(nameof(JsonCase))]
    public static async Task<object> JsonCase([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        Pascal fromCamel = await context.CallActivityAsync<Pascal>(
            nameof(ConformanceActivities.EchoPascal),
            new { firstName = "Ada", theAge = 36 }
        );
        Pascal fromPascal = await context.CallActivityAsync<Pascal>(
            nameof(ConformanceActivities.EchoPascal),
            new Pascal("Ada", 36)
        );
        Pascal extra = await context.CallActivityAsync<Pascal>(
            nameof(ConformanceActivities.EchoPascal),
            new { FirstName = "Ada", Unknown = 1 }
        );
        return new
        {
            fromCamel,
            fromPascal,
            extra,
        };
    }
}
