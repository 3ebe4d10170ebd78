using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Workbench.Dcc;
using Workbench.Layout;
using Workbench.Sessions;
using Workbench.Texts;

namespace Workbench.PreFiches;

/// <summary>What is done with the studies of a pré-fiche: attach, detach, view, compare.</summary>
internal static class StudyRoutes
{
    public static void Map(IEndpointRouteBuilder preFiche)
    {
        var page = new PageMark();
        preFiche.MapPost("/studies/latest", AttachLatestAsync).WithMetadata(page);
        preFiche.MapPost("/studies/{studyUid}/attach", AttachAsync).WithMetadata(page);
        preFiche.MapPost("/studies/{studyUid}/detach", DetachAsync).WithMetadata(page);
        preFiche.MapPost("/view", ViewAsync).WithMetadata(page);
    }

    private static async Task<IResult> AttachAsync(
        PreFicheDesk desk,
        Session session,
        string rcpId,
        string preFicheId,
        string studyUid,
        [FromForm] IFormCollection _
    )
    {
        var key = new PreFicheKey(rcpId, preFicheId);
        var problem = await desk.AttachAsync(key, studyUid);
        return Done(session, key, problem, "L'examen est rattaché et préchargé.");
    }

    private static async Task<IResult> DetachAsync(
        PreFicheDesk desk,
        Session session,
        string rcpId,
        string preFicheId,
        string studyUid,
        [FromForm] IFormCollection _
    )
    {
        var key = new PreFicheKey(rcpId, preFicheId);
        var problem = await desk.DetachAsync(key, studyUid);
        return Done(session, key, problem, "L'examen est détaché ; aucune règle ne le proposera plus.");
    }

    private static async Task<IResult> AttachLatestAsync(
        PreFicheDesk desk,
        Session session,
        string rcpId,
        string preFicheId,
        [FromForm] IFormCollection _
    )
    {
        var key = new PreFicheKey(rcpId, preFicheId);
        var answer = await desk.AttachLatestAsync(key);
        return Done(session, key, answer.Problem, answer.Value is { } done ? Sentence(done) : string.Empty);
    }

    private static string Sentence(AttachedStudiesAnswer done)
    {
        var attached = Counted.Of(done.Attached, "examen rattaché et préchargé", "examens rattachés et préchargés");
        return done.Refused == 0 ? $"{attached}." : $"{attached}, {Counted.Of(done.Refused, "refusé")}.";
    }

    /// <summary>
    /// Asks for a link and sends the browser there. What the user should know first is shown first.
    /// </summary>
    private static async Task<IResult> ViewAsync(
        PreFicheDesk desk,
        WorkbenchOptions options,
        string rcpId,
        string preFicheId,
        [FromForm] IFormCollection form
    )
    {
        var key = new PreFicheKey(rcpId, preFicheId);
        var studies = form["studyUid"].OfType<string>().ToList();
        var compares = form["layout"] == "compare";
        if (compares && studies.Count != 2)
        {
            return Pages.Problem(
                new ApiProblem("two-studies", "Comparer", 422, "Cocher exactement deux examens, puis comparer.")
            );
        }

        var answer = await desk.LinkAsync(key, studies, compares);
        return answer switch
        {
            { Value: { } link } when !options.Functions.IsBaseOf(link.Url) => Pages.Problem(ApiProblem.Unreadable(201)),
            { Value: { Warnings.Count: 0 } link } => new SeeOther(link.Url.AbsoluteUri),
            { Value: { } link } => Pages.Show<LinkPage>(new { Link = link, Key = key }),
            _ => Pages.Problem(answer.Problem!),
        };
    }

    private static IResult Done(Session session, PreFicheKey key, ApiProblem? problem, string sentence)
    {
        if (problem is not null)
        {
            return Pages.Problem(problem);
        }

        session.Tell(sentence);
        return new SeeOther($"{PreFichePage.Address(key)}#examens");
    }
}
