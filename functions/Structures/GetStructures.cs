using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Structures;
using KryptonFunctions.Structures.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Structures;

/// <summary><c>GET /structures</c>: which establishments are connected to Krypton.</summary>
public sealed class GetStructures(ListStructures listStructures)
{
    [Function(nameof(GetStructures))]
    [Allows(Roles.Care, Roles.NetworkAdmin)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/structures")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        var query = new RequestQuery(request);
        var question = new StructuresQuestion(
            query.Text("q"),
            DepartmentQuery.Read(query),
            query.Value<bool>("connected", bool.TryParse, new("true ou false.", "true or false."))
        );
        return query.IsWrong(out var failure)
            ? new Problem(failure)
            : Answer.From(
                await listStructures.ListAsync(context.Caller(), question, cancellationToken),
                found => Answer.Json(StructuresAnswer.From(found))
            );
    }
}
