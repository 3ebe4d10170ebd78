using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace Lab.Viewer;

/// <summary>
/// The viewer of the lab: OHIF behind a gate. OHIF's own files say nothing of a patient and are given to anybody; its
/// page, its configuration and every image only to a session that a launch token has opened.
/// </summary>
internal static class ViewerRegistration
{
    /// <summary>They belong to a session, or would keep answers or tokens in the browser.</summary>
    private static readonly HashSet<string> Withheld = new(StringComparer.OrdinalIgnoreCase)
    {
        "index.html",
        "app-config.js",
        "sw.js",
        "silent-refresh.html",
    };

    public static IServiceCollection AddViewer(this IServiceCollection services, ViewerOptions options) =>
        services
            .AddSingleton(options)
            .AddSingleton<StudyPlaces>()
            .AddSingleton<ViewerSessions>()
            .AddSingleton<LaunchEndpoint>()
            .AddSingleton<GatedDicomWeb>()
            .AddSingleton<OhifPages>();

    public static void MapViewer(this WebApplication app)
    {
        var launch = app.Services.GetRequiredService<LaunchEndpoint>();
        var images = app.Services.GetRequiredService<GatedDicomWeb>();
        var pages = app.Services.GetRequiredService<OhifPages>();
        const string session = $"{ViewerSessions.Path}/{{id}}";
        app.MapGet("/viewer", launch.OpenAsync);
        app.MapGet(
            $"{session}/dicomweb/{{**path}}",
            (HttpContext context, string id, string path) => images.ServeAsync(context, id, path)
        );
        app.MapGet($"{session}/app-config.js", (HttpContext context, string id) => pages.ConfigureAsync(context, id));
        app.MapGet($"{session}/{{**page}}", (HttpContext context, string id) => pages.ShowAsync(context, id));
        if (app.Services.GetRequiredService<ViewerOptions>().Pages is { } folder)
        {
            app.UseStaticFiles(Files(folder));
        }
    }

    private static StaticFileOptions Files(string folder)
    {
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".wasm"] = "application/wasm";
        return new()
        {
            FileProvider = new PhysicalFileProvider(folder),
            ContentTypeProvider = types,
            OnPrepareResponse = file =>
            {
                if (Withheld.Contains(file.File.Name))
                {
                    file.Context.Response.StatusCode = StatusCodes.Status404NotFound;
                    file.Context.Response.ContentLength = 0;
                    file.Context.Response.Body = Stream.Null;
                }
            },
        };
    }
}
