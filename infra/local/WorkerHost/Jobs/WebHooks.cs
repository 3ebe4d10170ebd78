// The durable extension takes no other: the type is obsolete for whoever is not a host.
#pragma warning disable CS0618
using Microsoft.Azure.WebJobs.Host.Config;

namespace WorkerHost.Jobs;

/// <summary>The durable extension wants an address of its webhooks; this host serves none.</summary>
internal sealed class WebHooks(int port) : IWebHookProvider
{
    public Uri GetUrl(IExtensionConfigProvider extension) =>
        new($"http://localhost:{port}/runtime/webhooks/{extension.GetType().Name}");
}

internal static class WebHookRegistration
{
    public static IServiceCollection AddWebHooks(this IServiceCollection services, int port) =>
        services.AddSingleton<IWebHookProvider>(new WebHooks(port));
}
