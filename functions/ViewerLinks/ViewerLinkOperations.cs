using KryptonFunctions.Functions.OpenApi;
using KryptonFunctions.ViewerLinks.Contract;
using static KryptonFunctions.Functions.OpenApi.ApiParameter;

namespace KryptonFunctions.Functions.ViewerLinks;

/// <summary>What the API's description tells of the viewer links.</summary>
internal static class ViewerLinkOperations
{
    private const string Tag = "Viewer";

    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        new(
            nameof(PostViewerLink),
            Tag,
            "A link to view one study, or two of the same patient side by side. "
                + "It lives for two minutes and opens once. All records chosen for a pré-fiche are one patient; "
                + "where the context names it, patientId is not needed."
        )
        {
            Body = typeof(ViewerLinkRequest),
            Answers = [new(201, "The link.", typeof(ViewerLinkAnswer))],
            Failures = [404, 409, 429, 502],
        },
        new(nameof(GetViewerLink), Tag, "Opens a link, once.")
        {
            Parameters = [InPath("token", "From the link.", ApiForms.Text)],
            Answers =
            [
                new(302, "To Krypton's viewer.")
                {
                    Headers = new Dictionary<string, string> { ["Location"] = "The viewer." },
                },
            ],
            Failures = [404, 409, 410, 429, 503],
            FailsWithPage = true,
        },
    ];
}
