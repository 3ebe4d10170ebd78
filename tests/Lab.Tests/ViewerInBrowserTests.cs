using Lab.Population;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Lab.Tests;

/// <summary>
/// What a user sees who opens a one-time link: OHIF in a browser, until the images are drawn. The pictures stay beside
/// the tests.
/// </summary>
public sealed class ViewerInBrowserTests(RunningLab running)
{
    /// <summary>Each viewport shows something: an image has many shades, and what is not drawn yet has one.</summary>
    private const string CountDrawn = """
        () => [...document.querySelectorAll('canvas.cornerstone-canvas')].filter(canvas => {
          const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          const shades = new Set();
          for (let at = 0; at < data.length; at += 64) shades.add(data[at]);
          return shades.size > 16;
        }).length
        """;

    /// <summary>The one without windows, half the work for a test; then Debian's name, and others'.</summary>
    private static readonly string? Chromium = new[]
    {
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    }.FirstOrDefault(File.Exists);

    [Theory]
    [InlineData("one", OwnPatients.Large)]
    [InlineData("compare", "1.2.250.1.999.9.1.2", OwnPatients.Large)]
    public async Task TheImagesOfTheLinkAreDrawn(string picture, params string[] studies)
    {
        var lab = running.Lab;
        Assert.SkipWhen(Chromium is null, "There is no Chromium: apt-get install chromium-headless-shell, or chromium");
        Assert.SkipWhen(!lab.HasViewer, "OHIF is not installed: npm ci in infra/local/Lab/Viewer/ohif");
        using var rcp = await LabRcp.Given(running);
        var link = await rcp.LinkTo(studies);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Chromium,
                Args = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
            }
        );
        var page = await browser.NewPageAsync(
            new()
            {
                ViewportSize = new() { Width = 1280, Height = 800 },
            }
        );
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https", IsLoopback: false })
            {
                elsewhere.Add(request.Url);
            }
        };

        await page.GotoAsync(link.AbsoluteUri);

        await Eventually.Becomes(
            () => page.EvaluateAsync<int>(CountDrawn),
            drawn => drawn == studies.Length,
            $"{studies.Length} images"
        );
        // Whose images they are stands on each of them.
        await Eventually.Becomes(
            () => page.GetByText("LEBŒUF D’ÉTÉ").CountAsync(),
            named => named >= studies.Length,
            $"{studies.Length} names"
        );
        elsewhere.ShouldBeEmpty("nothing comes from elsewhere");
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "pictures"));
        await page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(folder.FullName, $"lab-viewer-{picture}.jpg"),
                Type = ScreenshotType.Jpeg,
                Quality = 80,
            }
        );
    }
}
