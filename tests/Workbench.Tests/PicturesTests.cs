using Microsoft.Playwright;
using Shouldly;
using Workbench.Tests.Fixture;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Workbench.Tests;

/// <summary>
/// The six pictures of <c>docs/workbench.md</c>. <c>KRYPTON_WRITE_PICTURES=1</c> writes them there; otherwise they lie
/// beside the tests, and those of the page are only held to exist.
/// </summary>
public sealed class PicturesTests(RunningWorkbench workbench) : IAsyncLifetime
{
    private const int MostBytes = 150 * 1024;
    private readonly Dictionary<string, long> bytes = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await (workbench.Admin?.IsWell() ?? Task.CompletedTask);

    [Fact]
    public async Task ThePagesOfTheTourAreTaken()
    {
        await using var visitor = await workbench.Visits();
        var rcp = await visitor.MakesRcpReady();
        await visitor.Opens($"{rcp}/prefiches/PF-03");
        await visitor.Section("Identité dans Krypton").ScrollIntoViewIfNeededAsync();
        await visitor.Page.Mouse.WheelAsync(0, 2_000);
        await Takes(visitor.Page, "candidates");

        // One pré-fiche is ready, two are on their way.
        await Preloads(visitor, $"{rcp}/prefiches/PF-07");
        await Expect(visitor.Page.Locator("#avancement .badge.ok")).ToHaveTextAsync("Prêt");
        await workbench.Admin!.TransfersTake(60);
        await Preloads(visitor, $"{rcp}/prefiches/PF-01");
        await Preloads(visitor, $"{rcp}/prefiches/PF-03");
        await Expect(visitor.Page.Locator(".studies progress:not([value='0'])").First).ToBeVisibleAsync();
        await visitor.Section("Examens").EvaluateAsync("part => part.scrollIntoView()");
        await Takes(visitor.Page, "studies");
        await visitor.Page.Locator("input[form=comparer]").Nth(0).CheckAsync();
        await visitor.Page.Locator("input[form=comparer]").Nth(1).CheckAsync();
        var viewer = await visitor.ViewerAfter(visitor.Button("Comparer les deux cochés"));
        await Expect(viewer.Locator("main svg")).ToHaveCountAsync(2);

        // Its grain makes large pictures large files.
        await viewer.SetViewportSizeAsync(1280, 450);
        await Takes(viewer, "comparison");

        await visitor.Opens(rcp);
        await Expect(visitor.Page.Locator("#tableau .badge.ok").First).ToBeVisibleAsync();
        await Takes(visitor.Page, "rcp");
        await visitor.Opens("/structures?department=33");
        await Takes(visitor.Page, "structures");
        await visitor.Becomes("Administrateur du réseau", "agence.nouvelle-aquitaine");
        await Expect(visitor.Page.Locator(".chart").First).ToBeVisibleAsync();
        await Takes(visitor.Page, "activity");

        bytes.Where(picture => picture.Value > MostBytes).ShouldBeEmpty();
    }

    private static async Task Preloads(Visitor visitor, string preFiche)
    {
        await visitor.Chooses(preFiche);
        await visitor.Button("Précharger le dernier de chaque modalité").ClickAsync();
        await Expect(visitor.Notice).ToContainTextAsync("préchargés");
    }

    private async Task Takes(IPage page, string name)
    {
        var file = Pictures.IsWriting ? Pictures.OfDocs(name) : Pictures.Of($"tour-{name}");
        await page.ScreenshotAsync(
            new()
            {
                Path = file,
                Clip = new() { Width = 1280, Height = Math.Min(640, page.ViewportSize!.Height) },
            }
        );
        bytes[name] = new FileInfo(file).Length;
        File.Exists(Pictures.OfDocs(name)).ShouldBeTrue($"docs/workbench/{name}.png: KRYPTON_WRITE_PICTURES=1");
    }
}
