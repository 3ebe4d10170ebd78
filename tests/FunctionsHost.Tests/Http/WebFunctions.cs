using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FunctionsHost.Tests.Http;

/// <summary>HTTP functions of every shape.</summary>
public sealed class WebFunctions(ScopedCounter counter)
{
    [Function("Static")]
    public static IResult Static(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "static")] HttpRequest request
    ) => Results.Ok(new { hello = "world" });

    [Function("Plain")]
    public static string Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => "plain text";

    [Function("Action")]
    public static Task<IActionResult> Action(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "action")] HttpRequest request
    ) => Task.FromResult<IActionResult>(new ObjectResult(new { code = 7 }) { StatusCode = 202 });

    [Function("Nothing")]
    public static async ValueTask Nothing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "nothing")] HttpRequest request
    )
    {
        request.HttpContext.Response.StatusCode = 204;
        await Task.Yield();
    }

    [Function("Item")]
    public static IResult Item(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "put", Route = "items/{id:int}/parts/{part?}")]
            HttpRequest request,
        int id,
        string? part,
        FunctionContext context,
        CancellationToken cancellationToken
    ) =>
        Results.Text(
            $"{request.Method} {id} {part ?? "none"} {context.FunctionDefinition.Name} "
                + $"{context.GetHttpContext() == request.HttpContext} {cancellationToken.CanBeCanceled}"
        );

    [Function("Guid")]
    public static IResult Guid(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "guids/{id}")] HttpRequest request,
        System.Guid id
    ) => Results.Text($"{id}");

    [Function("Echo")]
    public static async Task<IResult> Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo")] HttpRequest request
    )
    {
        using var reader = new StreamReader(request.Body);
        return Results.Text(await reader.ReadToEndAsync());
    }

    [Function("Throws")]
    public static IResult Throws(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws")] HttpRequest request
    ) => throw new InvalidOperationException("secret detail");

    [Function("Client")]
    public static IResult Client(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "client")] HttpRequest request,
        [DurableClient] DurableTaskClient client
    ) => Results.Text(client.Name);

    [Function("Scoped")]
    public IResult Scoped(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "scoped")] HttpRequest request,
        FunctionContext context
    ) =>
        Results.Text(
            $"{counter.Next()} {ReferenceEquals(counter, context.InstanceServices.GetService(typeof(ScopedCounter)))}"
        );
}

public sealed class ScopedCounter
{
    private int value;

    public int Next() => ++value;
}
