using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Workbench.Activity;
using Workbench.ApiDocs;
using Workbench.Assets;
using Workbench.Dcc;
using Workbench.Layout;
using Workbench.PreFiches;
using Workbench.Presenter;
using Workbench.Rcps;
using Workbench.Sessions;
using Workbench.Structures;
using Workbench.Traces;

namespace Workbench;

/// <summary>Adds the workbench to a web application.</summary>
public static class WorkbenchRegistration
{
    public static IServiceCollection AddWorkbench(this IServiceCollection services, WorkbenchOptions options)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "poste-formulaires";
            antiforgery.Cookie.SameSite = SameSiteMode.Lax;
        });
        // Sessions end with the process, and so may what protects their forms: nothing is written to the disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddHttpContextAccessor();
        services
            .AddSingleton(options)
            .AddSingleton<SessionBook>()
            .AddSingleton<PatientBook>()
            .AddScoped(provider =>
                provider
                    .GetRequiredService<SessionBook>()
                    .Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!)
            )
            .AddScoped<CallLog>()
            .AddScoped<RcpDesk>()
            .AddScoped<PreFicheDesk>();
        services
            .AddHttpClient<DccApi>(client => client.Timeout = TimeSpan.FromSeconds(30))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddHttpClient<MockAdmin>(client => client.Timeout = TimeSpan.FromSeconds(5));
        return services;
    }

    public static void MapWorkbench(this WebApplication app)
    {
        app.UseAntiforgery();
        WorkbenchAssets.Map(app);
        ApiDocsRoutes.Map(app);
        app.MapGet("/", (Session session) => new SeeOther(Navigation.First(session.User).Path));
        var security = new PageSecurity(app.Services.GetRequiredService<WorkbenchOptions>());
        app.UseWhen(IsPage, pages => pages.Use(security.InvokeAsync).Use(FormGuard.InvokeAsync));
        var all = app.MapGroup(string.Empty).AddEndpointFilter<ClickFilter>();
        RcpRoutes.Map(all);
        PreFicheRoutes.Map(all);
        StructureRoutes.Map(all);
        TraceRoutes.Map(all);
        ActivityRoutes.Map(all);
        PresenterRoutes.Map(all);
        AboutRoutes.Map(all);
        all.MapFallback(Pages.NotFound).WithMetadata(new PageMark());
    }

    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<PageMark>() is not null;
}
