using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workbench.Assets;

/// <summary>The one style sheet and the one script, under addresses that change with their content.</summary>
public static class WorkbenchAssets
{
    private static readonly Asset Style = Asset.Read("workbench", "css", "text/css; charset=utf-8");
    private static readonly Asset Script = Asset.Read("workbench", "js", "text/javascript; charset=utf-8");

    public static string Css => Style.Path;

    public static string Js => Script.Path;

    internal static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var asset in new[] { Style, Script })
        {
            routes.MapGet(
                asset.Path,
                (HttpResponse response) =>
                {
                    response.Headers.CacheControl = "public, max-age=31536000, immutable";
                    return Results.Bytes(asset.Content, asset.MediaType);
                }
            );
        }
    }

    private sealed record Asset(string Path, byte[] Content, string MediaType)
    {
        public static Asset Read(string name, string extension, string mediaType)
        {
            using var resource = Assembly
                .GetExecutingAssembly()
                .GetManifestResourceStream($"Workbench.Assets.{name}.{extension}")!;
            using var content = new MemoryStream();
            resource.CopyTo(content);
            var hash = Convert.ToHexStringLower(SHA256.HashData(content.ToArray()))[..12];
            return new Asset($"/assets/{name}.{hash}.{extension}", content.ToArray(), mediaType);
        }
    }
}
