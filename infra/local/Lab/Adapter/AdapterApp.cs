using Lab.Archives;
using Lab.Orders;
using Lab.Viewer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lab.Adapter;

/// <summary>
/// Speaks the contract of the Krypton mock (its README) on top of real archives: the reference for whoever builds that
/// side of a platform.
/// </summary>
internal static class AdapterApp
{
    public static WebApplication Build(AdapterOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");

        // Addresses hold UIDs and patient numbers.
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder
            .Services.AddSingleton(options)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(
                new LabArchives(
                    [.. options.Sites.Select(site => new ImageArchive(site.Aet, site.Address))],
                    new ImageArchive(options.Central.Aet, options.Central.Address)
                )
            )
            .AddSingleton<OrderFile>()
            .AddSingleton<OrderBook>()
            .AddSingleton<Notifications>()
            .AddSingleton<Transfers>()
            .AddHostedService(services => services.GetRequiredService<Transfers>())
            .AddHostedService(services => services.GetRequiredService<Notifications>())
            .AddSingleton<TaskEndpoint>()
            .AddSingleton<IndexEndpoint>()
            .AddSingleton<CentralEndpoint>()
            .AddSingleton<KeptAudit>()
            .AddSingleton<AdapterRoutes>()
            .AddViewer(new ViewerOptions(options.ViewerPages));
        var app = builder.Build();
        app.MapViewer();
        app.Services.GetRequiredService<AdapterRoutes>().Map(app);
        return app;
    }
}
