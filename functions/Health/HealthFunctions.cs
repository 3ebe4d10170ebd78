using KryptonFunctions.Functions.Http;
using KryptonFunctions.Health;
using KryptonFunctions.Health.Contract;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Health;

/// <summary>For whoever watches the app: the process is there; what it needs is there.</summary>
public sealed class HealthFunctions(Readiness readiness)
{
    [Function(nameof(Live))]
    [OpenToAnyone("Says nothing but that the process runs.")]
    public IResult Live(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/health/live")] HttpRequest request
    ) => Answer.Json(new LiveAnswer("live"));

    [Function(nameof(Ready))]
    [OpenToAnyone("Says which part is missing, nothing of what is in it.")]
    public async Task<IResult> Ready(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/health/ready")] HttpRequest request,
        CancellationToken cancellationToken
    )
    {
        var report = await readiness.CheckAsync(cancellationToken);
        return Answer.Json(
            new ReadyAnswer(report.Ready ? "ready" : "notReady", report.Storage, report.Krypton),
            report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }
}
