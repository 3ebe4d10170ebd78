using Microsoft.Playwright;
using Shouldly;
using Workbench.Tests.Fixture;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Workbench.Tests;

/// <summary>Each role: where it begins, what it sees, what it is refused.</summary>
public sealed class RoleTests(RunningWorkbench workbench)
{
    [Theory]
    [InlineData("Soignant", "/rcps", "Réunions de concertation (RCP)", "RCP, Établissements, À propos")]
    [InlineData("Auditeur", "/traces", "Traces", "Traces, À propos")]
    [InlineData("Administrateur du réseau", "/activity", "Activité", "Établissements, Activité, À propos")]
    public async Task EachRoleBeginsAtItsOwnPage(string role, string path, string heading, string pages)
    {
        await using var visitor = await workbench.Visits();
        await visitor.Opens("/about");
        await visitor.Becomes(role, "agent.test");

        new Uri(visitor.Page.Url).AbsolutePath.ShouldBe(path);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);
        await Expect(visitor.Refusal).ToHaveCountAsync(0);
        var entries = visitor.Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link);
        string.Join(", ", await entries.AllInnerTextsAsync()).ShouldBe(pages);

        // So does the name of the workbench.
        await visitor.Opens("/about");
        await visitor.Page.Locator(".brand").ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

        // And every page that it is led to is one that it may see.
        for (var at = 0; at < await entries.CountAsync(); at++)
        {
            await entries.Nth(at).ClickAsync();
            await Expect(entries.Nth(at)).ToHaveAttributeAsync("aria-current", "page");
            await Expect(visitor.Refusal).ToHaveCountAsync(0);
        }
    }

    [Theory]
    [InlineData("Soignant", "/traces?user=dr.martin")]
    [InlineData("Soignant", "/activity")]
    [InlineData("Auditeur", "/rcps")]
    [InlineData("Auditeur", "@")]
    [InlineData("Auditeur", "@/prefiches/PF-03")]
    [InlineData("Auditeur", "/activity")]
    [InlineData("Administrateur du réseau", "/rcps")]
    [InlineData("Administrateur du réseau", "@/prefiches/PF-03")]
    [InlineData("Administrateur du réseau", "/traces?user=dr.martin")]
    public async Task WhatIsNotForARoleIsRefusedInFrench(string role, string path)
    {
        var rcp = await workbench.Sample();
        await using var visitor = await workbench.Visits();
        await visitor.Opens("/about");
        await visitor.Becomes(role, "agent.test");

        await visitor.Opens(path.Replace("@", rcp, StringComparison.Ordinal));

        await Expect(visitor.Refusal).ToContainTextAsync("Votre rôle ne permet pas cette action.");
        await Expect(visitor.Refusal).ToContainTextAsync("statut 403");
        await Expect(visitor.Page.Locator("table, .card, [data-live]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task AnAuditorReadsWhatWasDoneInAnRcp()
    {
        var rcp = (await workbench.Sample())["/rcps/".Length..];
        await using var visitor = await workbench.Visits();
        await visitor.Opens("/about");
        await visitor.Becomes("Auditeur", "audit.test");

        await visitor.Page.GetByLabel("Identifiant de la RCP").FillAsync(rcp);
        await visitor.Button("Ce qui y a été fait").ClickAsync();

        await Expect(visitor.Section($"Ce qui a été fait dans la RCP {rcp}")).ToBeVisibleAsync();
        // What the other tests did in this RCP since may fill pages, and a trace is in the index a moment later.
        var choice = visitor
            .Page.Locator("tbody tr", new() { HasText = "Identité choisie" })
            .Filter(new() { HasText = "dr.martin", Has = visitor.Page.Locator(".badge.ok") });
        await visitor.PagesThroughUntil(choice, visitor.Link("Plus anciennes"));
        await Expect(choice.Locator(".badge.ok").First).ToHaveTextAsync("Fait");
        await visitor.FitsTheWindow();
        await visitor.Photographs("traces-rcp");
    }

    [Fact]
    public async Task AnAdministratorOfTheNetworkTakesTheFiguresAway()
    {
        await workbench.Sample();
        await using var visitor = await workbench.Visits();
        await visitor.Opens("/about");
        await visitor.Becomes("Administrateur du réseau", "agence.test");
        await Expect(visitor.Page.GetByRole(AriaRole.Img).First).ToBeVisibleAsync();

        var file = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Link("Télécharger (CSV)").ClickAsync());

        file.SuggestedFilename.ShouldStartWith("activite-");
        using var reader = new StreamReader(await file.CreateReadStreamAsync());
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken))!.ShouldStartWith("by;key;searches;");
    }

    [Fact]
    public async Task WhatOneUserFoundIsNotShownToTheNext()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Opens($"{await workbench.Sample()}/prefiches/PF-06");
        await visitor.Button("Rechercher dans Krypton").ClickAsync();
        await Expect(visitor.Page.GetByText("Recherche de maintenant")).ToBeVisibleAsync();

        await visitor.Becomes("Auditeur", "audit.test");

        await Expect(visitor.Page.Locator("#appels .count")).ToHaveTextAsync("0");
        await Expect(visitor.Page.Locator("body")).Not.ToContainTextAsync("candidates");
    }
}
