using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Functions.Observability;
using KryptonFunctions.Functions.Rcps;
using KryptonFunctions.Health;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps;
using KryptonFunctions.Structures;
using KryptonFunctions.Studies;
using KryptonFunctions.Traces;
using KryptonFunctions.ViewerLinks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KryptonFunctions.Functions;

/// <summary>What makes up the app, for its entry point and for the tests' host alike.</summary>
public static class KryptonApp
{
    /// <summary>The worker's middleware, outermost first.</summary>
    public static IFunctionsWorkerApplicationBuilder UseKryptonMiddleware(
        this IFunctionsWorkerApplicationBuilder builder
    ) =>
        builder
            .UseMiddleware<MeasuringMiddleware>()
            .UseMiddleware<RequestIdMiddleware>()
            .UseMiddleware<SecurityHeadersMiddleware>()
            .UseMiddleware<LanguageMiddleware>()
            .UseMiddleware<ProblemMiddleware>()
            .UseMiddleware<KryptonDeadlineMiddleware>()
            .UseMiddleware<AuthorizationMiddleware>();

    public static IServiceCollection AddKryptonFunctions(
        this IServiceCollection services,
        IConfiguration configuration
    ) =>
        services
            .AddAccess(configuration)
            .AddTraces(configuration)
            .AddHealth()
            .AddKryptonClients(configuration)
            .AddStructures()
            .AddStudies()
            .AddViewerLinks(configuration)
            .AddIdentitySearch(configuration)
            .AddRcps(configuration)
            .AddSingleton<PrefetchInstances>();
}
