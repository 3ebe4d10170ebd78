using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Functions.Structures;
using KryptonFunctions.Functions.Studies;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Timelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Rcps;

/// <summary><c>GET …/timeline</c>: all that there is to decide on for a pré-fiche.</summary>
public sealed class GetTimeline(ReadTimeline timeline, PatientHandles handles)
{
    [Function(nameof(GetTimeline))]
    [Allows(Roles.Care)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/rcps/{rcpId}/prefiches/{preFicheId}/timeline")]
            HttpRequest request,
        string rcpId,
        string preFicheId,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        var query = new RequestQuery(request);
        var asked = StudiesQuery.Read(query);
        var department = DepartmentQuery.Read(query);
        if (query.IsWrong(out var failure))
        {
            return new Problem(failure);
        }

        var caller = context.Caller();
        return Answer.From(
            await timeline.ReadAsync(
                caller,
                new TimelineQuestion(rcpId, preFicheId, asked.Filter, department, asked.Limit, asked.Cursor),
                cancellationToken
            ),
            found =>
                Answer.Json(
                    TimelineAnswer.From(
                        found,
                        id => handles.Protect(caller, rcpId, id),
                        RequestLanguage.Answer(request.HttpContext)
                    )
                )
        );
    }
}
