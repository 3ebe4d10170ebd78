using Microsoft.Playwright;
using Workbench.Tests.Fixture;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Workbench.Tests;

/// <summary>The demo by clicks.</summary>
public sealed class StoryTests(RunningWorkbench workbench)
{
    [Fact]
    public async Task LookAround()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Opens("/");
        await visitor.Photographs("x-rcps-empty");
        await visitor.Button("RCP de démonstration, avec patients").ClickAsync();
        var board = visitor.Page.Locator("#tableau");
        await Expect(board.Locator("tbody tr")).ToHaveCountAsync(8);
        await Expect(board.GetByText("Recherche en cours")).ToHaveCountAsync(0);
        await visitor.Photographs("x-board");
        for (var at = 1; at <= 8; at++)
        {
            await visitor.Page.GetByRole(AriaRole.Link, new() { Name = $"PF-0{at}" }).ClickAsync();
            await visitor.Photographs($"x-pf{at}");
            await visitor.Button("Choisir ce dossier").First.ClickAsync();
            await Expect(visitor.Notice).ToContainTextAsync("L'identité est choisie");
            await Expect(visitor.Page.Locator("#examens")).ToBeVisibleAsync();
            await visitor.Photographs($"x-pf{at}-chosen");
            await visitor.Page.GoBackAsync();
            await visitor.Page.Locator(".crumbs a").Nth(1).ClickAsync();
        }
    }
}
