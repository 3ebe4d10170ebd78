using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Workbench.Dcc;
using Workbench.Layout;

namespace Workbench.Traces;

/// <summary>The auditor's page.</summary>
internal static class TraceRoutes
{
    public const string Page = "/traces";
    public const string OfPerson = Page + "/person";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Page, ShowAsync).WithMetadata(new PageMark());
        routes.MapPost(OfPerson, ShowOfPersonAsync).WithMetadata(new PageMark());
    }

    private static async Task<IResult> ShowAsync(DccApi api, [AsParameters] TraceParameters parameters)
    {
        var question = parameters.Question;
        var answer = question.IsAsked ? await api.GetAsync<TracesAnswer>($"traces{question.Query}") : null;
        return Pages.Show<TracesPage>(new { Question = question, Answer = answer });
    }

    // Its answer is the page, without a redirect: who is asked about stands in no address.
    private static async Task<IResult> ShowOfPersonAsync(DccApi api, [FromForm] IFormCollection form)
    {
        var person = PersonQuestion.Read(form);
        var answer = await api.SendAsync<TracesAnswer>(HttpMethod.Post, "traces/searches", person.Body);
        return Pages.Show<TracesPage>(new { Person = person, Answer = answer });
    }
}

/// <summary>The query of the auditor's page.</summary>
internal readonly record struct TraceParameters(
    [property: FromQuery(Name = "user")] string? User,
    [property: FromQuery(Name = "rcpId")] string? RcpId,
    [property: FromQuery(Name = "patientId")] string? PatientId,
    [property: FromQuery(Name = "day")] string? Day,
    [property: FromQuery(Name = "action")] string? Action,
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To,
    [property: FromQuery(Name = "cursor")] string? Cursor
)
{
    public TraceQuestion Question =>
        new(
            QueryText.Typed(User),
            QueryText.Typed(RcpId),
            QueryText.Typed(PatientId),
            QueryText.Typed(Day),
            QueryText.Typed(Action),
            QueryText.Typed(From),
            QueryText.Typed(To),
            QueryText.Typed(Cursor)
        );
}
