using KryptonFunctions.Functions.OpenApi;
using KryptonFunctions.Studies.Contract;
using static KryptonFunctions.Functions.OpenApi.ApiParameter;

namespace KryptonFunctions.Functions.Studies;

/// <summary>What the API's description tells of the list of studies.</summary>
internal static class StudiesOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(
            nameof(GetStudies),
            "Studies",
            "Studies of a Krypton identity, newest first; in a pré-fiche, of all its chosen records."
        )
        {
            Parameters =
            [
                InPath("patientId", "As a search of the same user gave it.", ApiForms.Text),
                InQuery("rcpId", "For whose sake.", ApiForms.DccId) with
                {
                    Required = true,
                },
                InQuery("preFicheId", "For whose sake.", ApiForms.DccId),
                .. StudiesQuery.Parameters,
            ],
            Answers = [new(200, "A page of studies.", typeof(StudiesAnswer))],
            Failures = [404, 409, 502],
        },
    ];
}
