using System.Diagnostics;
using System.Text.RegularExpressions;
using KryptonFunctions.Access;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace KryptonFunctions.Functions.Http;

/// <summary>
/// Gives every call an id, the caller's own if it is fit, and every answer the header: the join key between our traces,
/// the DCC's and Krypton's.
/// </summary>
public sealed partial class RequestIdMiddleware : IFunctionsWorkerMiddleware
{
    public const string Header = "X-Request-Id";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var http = context.GetHttpContext();
        var given = http?.Request.Headers[Header].ToString();
        var id = given is not null && Fit().IsMatch(given) ? given : Ulid.NewUlid().ToString();
        CurrentCall.Begin(id);
        Activity.Current?.SetTag("krypton.request_id", id);
        if (http is not null)
        {
            http.Response.Headers[Header] = id;
        }

        await next(context);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{8,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Fit();
}
