using KryptonFunctions.Access;
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
    Refusals refusals,
    ILogger<AuthorizationMiddleware> logger
) : IFunctionsWorkerMiddleware
{
    private static readonly Failure WrongRole = new(
        FailureKind.Forbidden,
        "role",
        new("Les rôles de l'appelant ne le permettent pas.", "The caller's roles do not allow it.")
    );

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
                await new Problem(await RefuseAsync(caller, WrongRole, context)).ExecuteAsync(http);
                break;
            case Authentication.Refused(var failure, var caller):
                await new Problem(caller is null ? failure : await RefuseAsync(caller, failure, context)).ExecuteAsync(
                    http
                );
                break;
        }
    }

    private Task<Failure> RefuseAsync(Caller caller, Failure failure, FunctionContext context)
    {
        CurrentCall.Begin(CurrentCall.RequestId ?? context.InvocationId, caller);
        return refusals.RefuseAsync(caller, failure, context: null, ("function", context.FunctionDefinition.Name));
    }

    [LoggerMessage(2010, LogLevel.Warning, "A caller without the role was refused at {Function}.")]
    private partial void LogRole(string function);
}
