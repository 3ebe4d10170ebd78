using Microsoft.Playwright;
using Shouldly;
using Workbench.Tests.Fixture;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Workbench.Tests;

/// <summary>Another page, of whoever, which the user of the workbench has open as well.</summary>
public sealed class EnemyTests(RunningWorkbench workbench)
{
    [Theory]
    [InlineData("http://ailleurs.example/", "rcps/sample")]
    [InlineData("http://ailleurs.example/", "presenter/user")]
    [InlineData("@", "rcps/sample")]
    [InlineData("@", "presenter/user")]
    public async Task AFormOfAnotherOriginDoesNothing(string origin, string action)
    {
        await using var visitor = await workbench.Visits();
        visitor.Expected.Add("asked elsewhere");
        await visitor.Opens("/about");
        await visitor.Becomes("Soignant", "dr.avant");

        // Another port of this machine is another origin, though the same site: it gets the cookies.
        var page = origin == "@" ? $"{workbench.Krypton}piege" : $"{origin}piege";
        await visitor.Context.RouteAsync(
            page,
            route =>
                route.FulfillAsync(
                    new()
                    {
                        ContentType = "text/html",
                        Body = $"""
                        <form method="post" action="{workbench.Address}{action}">
                          <input name="role" value="auditor"><input name="user" value="dr.apres"><button>ok</button>
                        </form>
                        """,
                    }
                )
        );
        await visitor.Opens(page);
        var answer = await visitor.Page.RunAndWaitForResponseAsync(
            () => visitor.Page.GetByRole(AriaRole.Button).ClickAsync(),
            response => response.Url.EndsWith(action, StringComparison.Ordinal)
        );

        answer.Status.ShouldBe(400);
        await Expect(visitor.Page.Locator("body")).ToContainTextAsync("rien n'a été fait");

        // The user stays who they were, and goes on where they were.
        await visitor.Opens("/about");
        await Expect(visitor.Page.GetByLabel("Utilisateur", new() { Exact = true })).ToHaveValueAsync("dr.avant");
    }

    [Fact]
    public async Task WhoComesByALinkOfAnotherSiteIsStillThemselves()
    {
        await using var visitor = await workbench.Visits();
        visitor.Expected.Add("asked elsewhere");
        await visitor.Opens("/about");
        await visitor.Becomes("Auditeur", "audit.avant");
        await visitor.Context.RouteAsync(
            "http://ailleurs.example/lien",
            route =>
                route.FulfillAsync(
                    new() { ContentType = "text/html", Body = $"<a href='{workbench.Address}about'>poste</a>" }
                )
        );

        await visitor.Opens("http://ailleurs.example/lien");
        await visitor.Link("poste").ClickAsync();

        await Expect(visitor.Page.GetByLabel("Utilisateur", new() { Exact = true })).ToHaveValueAsync("audit.avant");
    }

    [Fact]
    public async Task ThePagesAreShownInNoFrame()
    {
        await using var visitor = await workbench.Visits();
        visitor.Expected.Add("asked elsewhere");
        visitor.Expected.Add("frame-ancestors");
        await visitor.Context.RouteAsync(
            "http://ailleurs.example/cadre",
            route =>
                route.FulfillAsync(
                    new() { ContentType = "text/html", Body = $"<iframe src='{workbench.Address}about'></iframe>" }
                )
        );

        await visitor.Opens("http://ailleurs.example/cadre");

        await Expect(visitor.Page.FrameLocator("iframe").GetByText("Poste DCC")).ToHaveCountAsync(0);
    }
}
