using KryptonFunctions.Functions.OpenApi;
using KryptonFunctions.IdentitySearch.Contract;

namespace KryptonFunctions.Functions.IdentitySearch;

/// <summary>What the API's description tells of the identity search.</summary>
internal static class IdentitySearchOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(
            nameof(PostIdentitySearch),
            "Identities",
            "Searches Krypton for a patient; the candidates are ranked, the choice is the user's."
        )
        {
            Body = typeof(IdentitySearchRequest),
            Answers =
            [
                new(200, "What was found, and how much of the search was carried out.", typeof(IdentitySearchResult)),
            ],
            Failures = [404, 422, 429, 502],
        },
    ];
}
