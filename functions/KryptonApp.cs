using Krypton.Access;
using Krypton.Functions.Http;
using Krypton.Functions.Rcps;
using Krypton.Health;
using Krypton.IdentitySearch;
using Krypton.Platform;
using Krypton.Rcps;
using Krypton.Structures;
using Krypton.Studies;
using Krypton.Traces;
using Krypton.ViewerLinks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Krypton.Functions;

/// <summary>What makes up the app, for its entry point and for the local host alike.</summary>
public static class KryptonApp
{
    /// <summary>The worker's middleware, outermost first; <c>Program.cs</c> names the same.</summary>
    public static IReadOnlyList<Type> Middleware { get; } =
        [typeof(RequestIdMiddleware), typeof(SecurityHeadersMiddleware), typeof(ProblemMiddleware), typeof(AuthorizationMiddleware)];

    public static IServiceCollection AddKryptonFunctions(this IServiceCollection services, IConfiguration configuration) => services
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
