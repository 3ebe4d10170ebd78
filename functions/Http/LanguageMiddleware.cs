using KryptonFunctions.Access;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace KryptonFunctions.Functions.Http;

/// <summary>
/// What the search and the board say is written for clinicians, in French; whoever answers in the caller's language
/// says so instead.
/// </summary>
public sealed class LanguageMiddleware : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { } http)
        {
            http.Response.Headers.Vary = "Accept-Language";
            http.Response.Headers.ContentLanguage = RequestLanguage.Tag(Language.French);
        }

        return next(context);
    }
}
