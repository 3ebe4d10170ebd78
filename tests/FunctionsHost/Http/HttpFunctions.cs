using FunctionsHost.Functions;
using FunctionsHost.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace FunctionsHost.Http;

/// <summary>Maps the HTTP functions to their routes.</summary>
internal sealed class HttpFunctions(
    FunctionCatalogue catalogue,
    FunctionPipeline pipeline,
    HostJson hostJson,
    ILogger<HttpFunctions> log
)
{
    private static readonly string[] AllMethods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

    public void Map(WebApplication routes)
    {
        routes.Use(HideMethodsAsync);
        var taken = new Dictionary<string, FunctionMethod>(StringComparer.OrdinalIgnoreCase);
        foreach (var (function, trigger) in catalogue.With<HttpTriggerAttribute>())
        {
            var pattern = PatternOf(function, trigger);
            var methods = trigger.Methods is { Length: > 0 } some
                ? [.. some.Select(m => m.ToUpperInvariant())]
                : AllMethods;
            foreach (var method in methods)
            {
                if (!taken.TryAdd($"{method} {ShapeOf(pattern)}", function))
                {
                    throw HostStartException.Of(
                        function,
                        $"the route '{method} /{pattern.RawText}' is taken by "
                            + $"'{taken[$"{method} {ShapeOf(pattern)}"].Name}'."
                    );
                }
            }

            var arguments = RouteArguments.Of(function, pattern);
            routes
                .MapMethods(pattern.RawText!, methods, context => InvokeAsync(context, function, arguments))
                .WithMetadata(function);
        }
    }

    /// <summary>
    /// A route that does not take the request's method is not found, as on the genuine host (azure-functions-host issue
    /// 10098).
    /// </summary>
    private static async Task HideMethodsAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (
            context.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false }
            && context.GetEndpoint()?.Metadata.GetMetadata<FunctionMethod>() is null
        )
        {
            context.Response.Headers.Allow = default;
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private RoutePattern PatternOf(FunctionMethod function, HttpTriggerAttribute trigger)
    {
        var route = (trigger.Route ?? function.Name).Trim('/');
        if (route.StartsWith("admin/", StringComparison.OrdinalIgnoreCase))
        {
            throw HostStartException.Of(
                function,
                "routes that begin with 'admin/' belong to the Functions host, which refuses them."
            );
        }

        try
        {
            return RoutePatternFactory.Parse(
                hostJson.RoutePrefix.Length == 0 ? route : $"{hostJson.RoutePrefix}/{route}"
            );
        }
        catch (RoutePatternException e)
        {
            throw HostStartException.Of(function, $"its route '{route}' is not valid: {e.Message}");
        }
    }

    /// <summary>Two routes are the same where they differ in the names of parameters only.</summary>
    private static string ShapeOf(RoutePattern pattern) =>
        string.Join(
            '/',
            pattern.PathSegments.Select(s =>
                string.Concat(
                    s.Parts.Select(p =>
                        p switch
                        {
                            RoutePatternParameterPart { Name: var name }
                                when pattern.ParameterPolicies.TryGetValue(name, out var policies) =>
                                $"{{:{string.Join(':', policies.Select(x => x.Content))}}}",
                            RoutePatternParameterPart { IsCatchAll: true } => "{*}",
                            RoutePatternParameterPart => "{}",
                            RoutePatternLiteralPart literal => literal.Content,
                            _ => ((RoutePatternSeparatorPart)p).Content,
                        }
                    )
                )
            )
        );

    private async Task InvokeAsync(HttpContext context, FunctionMethod function, Arguments arguments)
    {
        var invocation = new Invocation(function, context.Request, context.RequestServices, context.RequestAborted)
        {
            Data = context.Request.RouteValues.ToDictionary(),
            Items = new Dictionary<object, object> { ["HttpRequestContext"] = context },
        };
        try
        {
            await HttpResults.WriteAsync(context, await pipeline.RunAsync(invocation, arguments));
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            log.FunctionFailed(function.Name, e);
            context.Response.Clear();
            context.Response.StatusCode = e is BadHttpRequestException bad
                ? bad.StatusCode
                : StatusCodes.Status500InternalServerError;
        }
    }
}
