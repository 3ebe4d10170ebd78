using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Lab.Viewer;

/// <summary>
/// OHIF's page for a session, with a configuration that knows this session's DICOMweb and nothing else.
/// </summary>
internal sealed partial class OhifPages
{
    /// <summary>The layout of two studies side by side.</summary>
    public const string Compare = "krypton-compare";

    private readonly ViewerSessions sessions;
    private readonly string? page;
    private readonly string policy;

    public OhifPages(ViewerOptions options, ViewerSessions sessions)
    {
        this.sessions = sessions;
        page = options.Pages is { } folder ? File.ReadAllText(Path.Combine(folder, "index.html")) : null;

        // Its inline scripts are known by their hashes. WebAssembly decodes images, in workers made of blobs.
        var inline = InlineScript
            .Matches(page ?? "")
            .Select(match => match.Groups["code"].Value)
            .Where(code => code.Length > 0)
            .Select(code => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(code)))}'");
        policy =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; manifest-src 'self'; "
            + $"script-src 'self' 'wasm-unsafe-eval' blob: {string.Join(' ', inline)}; worker-src 'self' blob:; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
            + "connect-src 'self' data: blob:";
    }

    [GeneratedRegex("<script>(?<code>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InlineScript { get; }

    public Task ShowAsync(HttpContext context, string id)
    {
        if (sessions.Find(id, context.Request) is not { } session)
        {
            return LaunchEndpoint.RefuseAsync(
                context,
                StatusCodes.Status403Forbidden,
                "Cette page ne s'ouvre que par un lien du DCC, une fois, pendant une heure."
            );
        }

        if (page is null)
        {
            return LaunchEndpoint.RefuseAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                "Le lien est valable, mais la visionneuse OHIF n'est pas installée sur ce poste (docs/lab.md)."
            );
        }

        Head(context, "text/html; charset=utf-8");
        var text = page.Replace("/app-config.js", $"{session.Base}/app-config.js", StringComparison.Ordinal);
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    public Task ConfigureAsync(HttpContext context, string id)
    {
        if (sessions.Find(id, context.Request) is not { } session)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        Head(context, "text/javascript; charset=utf-8");
        return context.Response.WriteAsync(Configuration(session.Base), context.RequestAborted);
    }

    private void Head(HttpContext context, string type)
    {
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
    }

    /// <summary>No list of studies, no guided tour, no other source, nothing measured by others.</summary>
    private static string Configuration(string address) =>
        $$"""
            // Each viewport shows images of the study at its place in the address, and of no other.
            const images = place => ({
              studyMatchingRules: [{ attribute: 'studyInstanceUIDsIndex', from: 'options', required: true,
                constraint: { equals: { value: place } } }],
              seriesMatchingRules: [{ attribute: 'numImageFrames', constraint: { greaterThan: { value: 0 } } }],
            });
            const viewport = id => ({ viewportOptions: { toolGroupId: 'default' }, displaySets: [{ id }] });
            window.config = {
              routerBasename: '{{address}}',
              modes: [],
              extensions: [{ id: 'krypton.compare', getHangingProtocolModule: () => [{ name: '{{Compare}}', protocol: {
                id: '{{Compare}}', name: 'Deux examens', protocolMatchingRules: [], toolGroupIds: ['default'],
                numberOfPriorsReferenced: 1,
                displaySetSelectors: { first: images(0), second: images(1) },
                stages: [{ name: '1x2', viewportStructure: { layoutType: 'grid', properties: { rows: 1, columns: 2 } },
                  viewports: [viewport('first'), viewport('second')] }],
              } }] }],
              customizationService: {
                'ohif.tours': { $set: [] },
                'viewportOverlay.topLeft': { $push: [
                  { id: 'StudyDescription', inheritsFrom: 'ohif.overlayItem', label: '', title: 'Examen',
                    condition: p => p.referenceInstance?.StudyDescription,
                    contentF: p => p.referenceInstance.StudyDescription },
                ] },
                'viewportOverlay.topRight': { $push: [
                  { id: 'PatientName', inheritsFrom: 'ohif.overlayItem', label: '', title: 'Patient',
                    condition: p => p.referenceInstance?.PatientName,
                    contentF: p => p.formatters.formatPN(p.referenceInstance.PatientName) },
                  { id: 'PatientBirthDate', inheritsFrom: 'ohif.overlayItem', label: '', title: 'Date de naissance',
                    condition: p => p.referenceInstance?.PatientBirthDate,
                    contentF: p => p.formatters.formatDate(p.referenceInstance.PatientBirthDate) },
                ] },
              },
              showStudyList: false,
              maxNumberOfWebWorkers: 2,
              showWarningMessageForCrossOrigin: false, showCPUFallbackMessage: false,
              strictZSpacingForVolumeViewport: true,
              investigationalUseDialog: { option: 'never' },
              maxNumRequests: { interaction: 20, thumbnail: 4, prefetch: 8 },
              defaultDataSourceName: 'lab',
              dataSources: [{
                namespace: '@ohif/extension-default.dataSourcesModule.dicomweb',
                sourceName: 'lab',
                configuration: {
                  friendlyName: 'Krypton (laboratoire)', name: 'lab',
                  wadoUriRoot: '{{address}}/dicomweb', qidoRoot: '{{address}}/dicomweb',
                  wadoRoot: '{{address}}/dicomweb',
                  qidoSupportsIncludeField: true, supportsReject: false, supportsFuzzyMatching: false,
                  supportsWildcard: false, imageRendering: 'wadors', thumbnailRendering: 'wadors',
                  enableStudyLazyLoad: true, dicomUploadEnabled: false, omitQuotationForMultipartRequest: true,
                  bulkDataURI: { enabled: true },
                },
              }],
            };
            """;
}
