using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Health;
using KryptonFunctions.Health.Contract;
using KryptonFunctions.Krypton;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Health;

/// <summary>For whoever watches the app: the process is there; what it needs is there.</summary>
public sealed class HealthFunctions(Readiness readiness, CallerTokens tokens, KryptonCircuits circuits, Backlog backlog)
{
    [Function(nameof(Live))]
    [OpenToAnyone("Says nothing but that the process runs.")]
    public IResult Live(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/health/live")] HttpRequest request
    ) => Answer.Json(new LiveAnswer("live"));

    [Function(nameof(Ready))]
    [OpenToAnyone("Says which part is missing, nothing of what is in it; more to a network administrator's token.")]
    public async Task<IResult> Ready(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/health/ready")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var report = await readiness.CheckAsync(cancellationToken);
        return Answer.Json(
            new ReadyAnswer(
                report.Ready ? "ready" : "notReady",
                report.Storage,
                report.Krypton,
                await MayKnowAsync(request, cancellationToken)
                    ? new ReadyDetails(
                        [.. circuits.Open.Select(open => new OpenCircuit(open.Key, open.Value))],
                        await backlog.CountAsync(cancellationToken)
                    )
                    : null
            ),
            report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    /// <summary>A token that does not hold gives what nobody's token gives: a probe must not fail for it.</summary>
    private async Task<bool> MayKnowAsync(HttpRequest request, CancellationToken cancellationToken) =>
        request.Headers.Authorization.ToString() is { Length: > 0 } authorization
        && await tokens.AuthenticateAsync(authorization, cancellationToken) is Authentication.Accepted(var caller)
        && caller.Roles.Contains(Roles.NetworkAdmin);
}
