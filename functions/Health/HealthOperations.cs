using System.Text.Json.Nodes;
using KryptonFunctions.Functions.OpenApi;
using KryptonFunctions.Health.Contract;

namespace KryptonFunctions.Functions.Health;

/// <summary>What the API's description tells of the app's health, and of the description itself.</summary>
internal static class HealthOperations
{
    private const string Tag = "Health";

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(nameof(HealthFunctions.Live), Tag, "The process runs.")
        {
            Answers = [new(200, "It does.", typeof(LiveAnswer))],
        },
        new(
            nameof(HealthFunctions.Ready),
            Tag,
            "Storage and Krypton answer. A network administrator's token adds what is behind."
        )
        {
            Answers =
            [
                new(200, "They do.", typeof(ReadyAnswer)),
                new(503, "One of them does not.", typeof(ReadyAnswer)),
            ],
        },
        new(nameof(OpenApiFunction.OpenApi), Tag, "This description.")
        {
            Answers = [new(200, "OpenAPI 3.1.", typeof(JsonObject))],
        },
    ];
}
