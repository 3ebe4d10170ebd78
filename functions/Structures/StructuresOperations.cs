using KryptonFunctions.Functions.OpenApi;
using KryptonFunctions.Structures.Contract;
using static KryptonFunctions.Functions.OpenApi.ApiParameter;

namespace KryptonFunctions.Functions.Structures;

/// <summary>What the API's description tells of the structures.</summary>
internal static class StructuresOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(nameof(GetStructures), "Structures", "Which establishments are connected to Krypton.")
        {
            Parameters =
            [
                InQuery("q", "Part of a name or town.", ApiForms.Text),
                InQuery("department", "Number of a département.", ApiForms.Text),
                InQuery("connected", "Only those that are, or are not.", ApiForms.Flag),
            ],
            Answers = [new(200, "Establishments by name.", typeof(StructuresAnswer))],
            Failures = [502],
        },
    ];
}
