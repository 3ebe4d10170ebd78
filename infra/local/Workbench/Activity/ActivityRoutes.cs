using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workbench.Dcc;
using Workbench.Layout;

namespace Workbench.Activity;

/// <summary>The figures of use, as a page and as a file for a spreadsheet.</summary>
internal static class ActivityRoutes
{
    public const string Page = "/activity";
    public const string File = "/activity.csv";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Page, ShowAsync).WithMetadata(new PageMark());
        routes.MapGet(File, DownloadAsync).WithMetadata(new PageMark());
    }

    private static async Task<IResult> ShowAsync(DccApi api, TimeProvider time, string? from, string? to)
    {
        var period = ActivityPeriod.Read(from, to, time.GetUtcNow());
        var figures = await api.GetAsync<ActivityFigures>($"activity{period.Query}");

        // The figures name establishments by their FINESS; without the names the page still says what it knows.
        var names = figures.Value is { Sites.Count: > 0 } ? await api.GetAsync<StructuresAnswer>("structures") : null;
        return Pages.Show<ActivityPage>(
            new
            {
                Period = period,
                Figures = figures.Value,
                figures.Problem,
                Structures = names?.Value?.Structures ?? [],
            }
        );
    }

    private static async Task<IResult> DownloadAsync(DccApi api, TimeProvider time, string? from, string? to)
    {
        var period = ActivityPeriod.Read(from, to, time.GetUtcNow());
        var csv = await api.GetTextAsync($"activity{period.Query}", "text/csv");
        return csv.Value is { } text
            ? Results.File(FrenchCsv.Of(text), "text/csv; charset=utf-8", $"activite-{period.From}-{period.To}.csv")
            : Pages.Problem(csv.Problem!);
    }
}
