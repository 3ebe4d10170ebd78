using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Studies;
using KryptonFunctions.Studies.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Studies;

/// <summary>
/// <c>GET /patients/{patientId}/studies</c>. The care context stands in the query (<c>rcpId</c>, <c>preFicheId</c>),
/// since every call about a patient must name one.
/// </summary>
public sealed class GetStudies(ListStudies listStudies)
{
    [Function(nameof(GetStudies))]
    [Allows(Roles.Care)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/patients/{patientId}/studies")]
            HttpRequest request,
        string patientId,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        var query = new RequestQuery(request);
        var care = CareQuery.Read(query);
        var asked = StudiesQuery.Read(query);
        if (query.IsWrong(out var failure))
        {
            return new Problem(failure);
        }

        return Answer.From(
            await listStudies.ListAsync(
                context.Caller(),
                new StudiesQuestion(patientId, care, asked.Filter, asked.Limit, asked.Cursor),
                cancellationToken
            ),
            page => Answer.Json(StudiesAnswer.From(page))
        );
    }
}
