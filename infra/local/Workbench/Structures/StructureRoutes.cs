using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workbench.Dcc;
using Workbench.Layout;

namespace Workbench.Structures;

/// <summary>The page of the establishments.</summary>
internal static class StructureRoutes
{
    public const string Page = "/structures";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Page, ShowAsync).WithMetadata(new PageMark());

    private static async Task<IResult> ShowAsync(DccApi api, string? q, string? department, string? connected)
    {
        var question = StructureQuestion.Read(q, department, connected);
        var wide = question with { Department = null };

        // The map counts in every département what is asked for; the list is that of the one chosen.
        var everywhere = await api.GetAsync<StructuresAnswer>($"structures{wide.Query}");
        var listed =
            question == wide || everywhere.Value is null
                ? everywhere
                : await api.GetAsync<StructuresAnswer>($"structures{question.Query}");
        return Pages.Show<StructuresPage>(
            new
            {
                Question = question,
                Everywhere = everywhere.Value,
                Listed = listed.Value,
                listed.Problem,
            }
        );
    }
}
