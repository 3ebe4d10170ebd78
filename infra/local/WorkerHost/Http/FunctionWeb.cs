using Microsoft.Azure.WebJobs;
using WorkerHost.Rpc;
using WorkerHost.Settings;
using WorkerHost.Workers;

namespace WorkerHost.Http;

/// <summary>The web server of the HTTP functions, with their routes.</summary>
internal static class FunctionWeb
{
    private const long MaxRequestBodySize = 100 * 1024 * 1024;
    private static readonly string[] AllMethods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

    public static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodySize;
            kestrel.ListenLocalhost(port);
        });
        builder.Services.AddRouting().AddHttpForwarder();
        return builder.Build();
    }

    /// <exception cref="HostException">A route that the genuine host refuses.</exception>
    public static void Map(
        WebApplication web,
        IEnumerable<WorkerFunction> functions,
        IConfiguration configuration,
        JobHost host
    )
    {
        web.Use(HideMethodsAsync);
        var prefix = configuration[$"{HostConfiguration.Section}:extensions:http:routePrefix"] ?? "api";
        foreach (var function in functions.Where(f => f.IsHttp))
        {
            var route = (function.Trigger["route"] ?? function.Name).Trim('/');
            if (route.StartsWith("admin/", StringComparison.OrdinalIgnoreCase))
            {
                throw new HostException(
                    ExitCode.NoFunctionApp,
                    $"The route '{route}' of {function.Name} begins with 'admin/', which belongs to the host."
                );
            }

            var methods = function.Trigger.List("methods");
            web.MapMethods(
                    $"/{prefix.Trim('/')}/{route}".Replace("//", "/", StringComparison.Ordinal),
                    methods.Count > 0 ? methods.Select(m => m.ToUpperInvariant()) : AllMethods,
                    context => CallAsync(context, function, host)
                )
                .WithMetadata(function);
        }
    }

    /// <exception cref="HostException">Another program has the port.</exception>
    public static async Task StartAsync(WebApplication web, int port, CancellationToken cancellationToken)
    {
        try
        {
            await web.StartAsync(cancellationToken);
        }
        catch (IOException inUse)
        {
            throw new HostException(ExitCode.PortInUse, $"Port {port} is in use by another program.", inUse);
        }
    }

    private static async Task CallAsync(HttpContext context, WorkerFunction function, JobHost host)
    {
        if (context.Request.ContentLength > MaxRequestBodySize)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        using var span = HostTelemetry.StartRequest(context.Request, function);
        try
        {
            var arguments = new Dictionary<string, object> { [function.Trigger.Name] = context.Request };
            await host.CallAsync(function.Name, arguments, context.RequestAborted);
        }
        catch (Exception failure) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await AnswerAsync(context, WorkerHasEnded(failure));
        }
        catch (Exception)
        {
            // The worker has begun to answer, or nobody waits for it; what the function threw is in the log.
        }
    }

    private static Task AnswerAsync(HttpContext context, bool workerHasEnded)
    {
        context.Response.Clear();
        if (!workerHasEnded)
        {
            // As the genuine host: what a function threw is for the log.
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        }

        context.Response.Headers.RetryAfter = "1";
        var problem = Results.Problem(
            "The functions are being started again.",
            statusCode: StatusCodes.Status503ServiceUnavailable
        );
        return problem.ExecuteAsync(context);
    }

    private static bool WorkerHasEnded(Exception failure)
    {
        for (var at = failure; at is not null; at = at.InnerException)
        {
            if (at is WorkerProcessExitException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A route that does not take the request's method is not found, as on the genuine host.</summary>
    private static async Task HideMethodsAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (
            context.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false }
            && context.GetEndpoint()?.Metadata.GetMetadata<WorkerFunction>() is null
        )
        {
            context.Response.Headers.Allow = default;
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
