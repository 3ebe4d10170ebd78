using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Workbench.Dcc;
using Workbench.Layout;
using Workbench.Sessions;
using Workbench.Texts;

namespace Workbench.Rcps;

/// <summary>The pages of the meetings.</summary>
internal static class RcpRoutes
{
    private static readonly PageMark Page = new();
    private static readonly LiveMark Live = new();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/rcps", ListAsync).WithMetadata(Page);
        routes.MapGet("/rcps/live", LiveListAsync).WithMetadata(Page, Live);
        routes.MapGet("/rcps/new", () => Pages.Show<NewRcpPage>(new { })).WithMetadata(Page);
        routes.MapPost("/rcps", AnnounceAsync).WithMetadata(Page);
        routes.MapPost("/rcps/sample", AnnounceSampleAsync).WithMetadata(Page);
        routes.MapGet("/rcps/{rcpId}", ShowAsync).WithMetadata(Page);
        routes.MapGet("/rcps/{rcpId}/live", LiveBoardAsync).WithMetadata(Page, Live);
        routes.MapPost("/rcps/{rcpId}/cancel", CancelAsync).WithMetadata(Page);
    }

    private static async Task<IResult> ListAsync(RcpDesk desk, string? cursor)
    {
        var answer = await desk.ListAsync(cursor);
        return Pages.Show<RcpListPage>(
            new
            {
                Rcps = answer.Value,
                answer.Problem,
                IsFirst = cursor is null,
            }
        );
    }

    private static async Task<IResult> LiveListAsync(RcpDesk desk, TimeProvider time, HttpContext context)
    {
        var answer = await desk.ListAsync(null);
        var now = time.GetUtcNow();
        return answer.Value is { } list
            ? Pages.Part<RcpListView>(
                context,
                new { list.Rcps },
                [.. list.Rcps.Select(rcp => $"{rcp} {FrenchTime.Until(rcp.StartsAt, now)}")]
            )
            : Pages.Part<ProblemNotice>(context, new { answer.Problem }, answer.Problem!.Code);
    }

    private static async Task<IResult> ShowAsync(RcpDesk desk, string rcpId)
    {
        var answer = await desk.ReadAsync(rcpId);
        return answer.Value is { } board ? Pages.Show<RcpPage>(new { Board = board }) : Pages.Problem(answer.Problem!);
    }

    private static async Task<IResult> LiveBoardAsync(
        RcpDesk desk,
        TimeProvider time,
        HttpContext context,
        string rcpId
    )
    {
        var answer = await desk.ReadAsync(rcpId);
        return answer.Value is { } board
            ? Pages.Part<BoardView>(
                context,
                new { Board = board },
                System.Text.Json.JsonSerializer.Serialize(board),
                FrenchTime.Until(board.StartsAt, time.GetUtcNow())
            )
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> AnnounceAsync(RcpDesk desk, Session session, [FromForm] IFormCollection form)
    {
        var rcpId = form["rcpId"].ToString().Trim();
        var startsAt = FrenchTime.FromField(form["startsAt"]);
        var problem = (startsAt, DccIds.IsValid(rcpId)) switch
        {
            (_, false) => NewRcpPage.WrongId,
            (null, _) => NewRcpPage.WrongTime,
            _ => await desk.AnnounceAsync(rcpId, startsAt.Value, form["priority"].ToString(), form["proposes"] == "on"),
        };
        if (problem is not null)
        {
            return Pages.Show<NewRcpPage>(
                new
                {
                    Problem = problem,
                    RcpId = rcpId,
                    StartsAt = form["startsAt"].ToString(),
                },
                StatusCodes.Status422UnprocessableEntity
            );
        }

        session.Tell($"{rcpId} est annoncée ; il lui faut des pré-fiches.");
        return new SeeOther($"/rcps/{rcpId}");
    }

    private static async Task<IResult> AnnounceSampleAsync(RcpDesk desk, Session session, [FromForm] IFormCollection _)
    {
        var (rcpId, problem) = await desk.AnnounceSampleAsync();
        if (problem is not null)
        {
            return Pages.Problem(problem);
        }

        session.Tell($"{rcpId} est annoncée ; Krypton cherche déjà ses patients.");
        return new SeeOther($"/rcps/{rcpId}");
    }

    private static async Task<IResult> CancelAsync(
        RcpDesk desk,
        Session session,
        string rcpId,
        [FromForm] IFormCollection _
    )
    {
        if (await desk.CancelAsync(rcpId) is { } problem)
        {
            return Pages.Problem(problem);
        }

        session.Tell($"{rcpId} est annulée.");
        return new SeeOther("/rcps");
    }
}
