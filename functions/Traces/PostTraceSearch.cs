using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Traces;
using KryptonFunctions.Traces.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Traces;

/// <summary>Who saw a person, by Krypton's id or the INS.</summary>
public sealed class PostTraceSearch(TracesOfPerson traces, PatientHandles handles)
{
    [Function(nameof(PostTraceSearch))]
    [Allows(Roles.Auditor)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/traces/searches")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        var auditor = context.Caller();
        var body = await RequestBody.ReadAsync<TracesQuestion>(request, cancellationToken);
        return Answer.From(
            // It ends whoever hangs up: Krypton must not be searched without a trace.
            await body.ThenAsync(question => traces.ReadAsync(auditor, question, CancellationToken.None)),
            page => Answer.Json(TracesAnswer.From(page, auditor, handles))
        );
    }
}
