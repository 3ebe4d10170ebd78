using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Workbench.Layout;

/// <summary>What this is, and how to do without it.</summary>
internal static class AboutRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/about", () => Pages.Show<AboutPage>(new { })).WithMetadata(new PageMark());
}
