using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Traces;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Traces;

/// <summary>Gives the messages of traces that failed too often another try, now instead of at the half hour.</summary>
public sealed class RetryForwarding(RetryOfForwarding retry)
{
    [Function(nameof(RetryForwarding))]
    [Allows(Roles.NetworkAdmin)]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/traces/forwarding/retry")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellationToken
    ) => Answer.From(await retry.RunAsync(context.Caller(), cancellationToken), done => Answer.Json(done));
}
