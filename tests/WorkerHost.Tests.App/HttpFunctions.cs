using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace WorkerHost.Tests.App;

public sealed class HttpFunctions(Notes notes, ILoggerFactory logs)
{
    [Function(nameof(Echo))]
    public static async Task<IActionResult> Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo")] HttpRequest request
    )
    {
        using var reader = new StreamReader(request.Body);
        request.HttpContext.Response.Headers["X-Echo"] = request.Headers["X-Say"];
        return new ContentResult { StatusCode = StatusCodes.Status201Created, Content = await reader.ReadToEndAsync() };
    }

    [Function(nameof(Count))]
    public static async Task<IActionResult> Count(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "count")] HttpRequest request
    )
    {
        var buffer = new byte[64 * 1024];
        long size = 0;
        for (var read = 1; read > 0; size += read)
        {
            read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted);
        }

        return new OkObjectResult(size);
    }

    [Function(nameof(Item))]
    public static IActionResult Item(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "items/{id:int}/{part?}")]
            HttpRequest request,
        int id,
        string? part
    ) => new OkObjectResult($"{request.Method} {id} {part ?? "whole"}");

    [Function(nameof(Fail))]
    public static IActionResult Fail(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fail")] HttpRequest request
    ) => throw new InvalidOperationException($"A secret of {request.Path}");

    [Function(nameof(Setting))]
    public static IActionResult Setting(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "settings/{name}")] HttpRequest request,
        string name
    ) => new OkObjectResult($"{request.Method} {Environment.GetEnvironmentVariable(name) ?? "unset"}");

    [Function(nameof(ProcessId))]
    public static IActionResult ProcessId(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pid")] HttpRequest request
    ) => new OkObjectResult(request.Method.Length > 0 ? Environment.ProcessId : 0);

    [Function(nameof(Shout))]
    public IActionResult Shout([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "shout")] HttpRequest request)
    {
        var log = logs.CreateLogger("Shouted");
        log.Loud(request.Method);
        log.Quiet(request.Method);
        return new OkResult();
    }

    [Function(nameof(Wait))]
    public async Task<IActionResult> Wait(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken
    )
    {
        notes.Add(name, "begun");
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        notes.Add(name, "cancelled");
        return new OkObjectResult(request.Method);
    }
}

internal static partial class ShoutedLog
{
    [LoggerMessage(7, LogLevel.Information, "Loud and clear by {Method}")]
    public static partial void Loud(this ILogger log, string method);

    [LoggerMessage(8, LogLevel.Debug, "Nobody hears this by {Method}")]
    public static partial void Quiet(this ILogger log, string method);
}
