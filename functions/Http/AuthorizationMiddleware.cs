using KryptonFunctions.Access;
using KryptonFunctions.Traces;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace KryptonFunctions.Functions.Http;

/// <summary>
/// Denies every HTTP function by default: only what its <see cref="AllowsAttribute"/> names gets through, with a valid
/// token of the DCC.
/// </summary>
public sealed partial class AuthorizationMiddleware(
    CallerTokens tokens,
    TraceWriter traces,
    ILogger<AuthorizationMiddleware> logger
) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            if (
                context.FunctionDefinition.InputBindings.Values.Any(b =>
                    b.Type.Equals("httpTrigger", StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                throw new InvalidOperationException("An HTTP function without its HttpContext cannot be authorised.");
            }

            await next(context);
            return;
        }

        var access = FunctionAccess.Of(context.FunctionDefinition.EntryPoint);
        if (access.IsOpen)
        {
            await next(context);
            return;
        }

        switch (await tokens.AuthenticateAsync(http.Request.Headers.Authorization, context.CancellationToken))
        {
            case Authentication.Accepted(var caller) when caller.Roles.Overlaps(access.Roles):
                context.SetCaller(caller);
                await next(context);
                break;
            case Authentication.Accepted(var caller):
                LogRole(context.FunctionDefinition.Name);
                await TraceRefusalAsync(caller, "role", context);
                await new Problem(
                    new Failure(
                        FailureKind.Forbidden,
                        "role",
                        new("Les rôles de l'appelant ne le permettent pas.", "The caller's roles do not allow it.")
                    )
                ).ExecuteAsync(http);
                break;
            case Authentication.Refused(var failure, var caller):
                if (caller is not null)
                {
                    await TraceRefusalAsync(caller, failure.Slug, context);
                }

                await new Problem(failure).ExecuteAsync(http);
                break;
        }
    }

    private async Task TraceRefusalAsync(Caller caller, string why, FunctionContext context)
    {
        CurrentCall.Begin(CurrentCall.RequestId ?? context.InvocationId, caller);
        await traces.WriteAsync(
            TraceEntry.By(caller, TraceAction.AccessRefused) with
            {
                Outcome = TraceOutcome.Refused,
                Reason = caller.PurposeOfUse is "" ? null : caller.PurposeOfUse,
                Detail = new Dictionary<string, string>
                {
                    ["why"] = why,
                    ["function"] = context.FunctionDefinition.Name,
                },
            },
            context.CancellationToken
        );
    }

    [LoggerMessage(2010, LogLevel.Warning, "A caller without the role was refused at {Function}.")]
    private partial void LogRole(string function);
}
