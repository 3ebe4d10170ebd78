using Microsoft.Playwright;
using Shouldly;
using Workbench.Tests.Fixture;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Workbench.Tests;

/// <summary>The demo by clicks: the studies of a patient.</summary>
public sealed class StudiesTests(RunningWorkbench workbench)
{
    [Fact]
    public async Task StudiesAreFilteredByModalityAndDate()
    {
        await using var visitor = await GivenStudies();
        var rows = visitor.Page.Locator(".studies tbody tr");
        await Expect(rows).ToHaveCountAsync(7);

        await visitor.Page.GetByLabel("Modalité").SelectOptionAsync("CT");
        await visitor.Button("Filtrer").ClickAsync();
        await Expect(rows).ToHaveCountAsync(3);
        (await rows.Locator(".mods").AllInnerTextsAsync()).ShouldAllBe(text => text.Contains("CT"));

        await visitor.Page.GetByLabel("Du", new() { Exact = true }).FillAsync("2026-01-01");
        await visitor.Page.GetByLabel("au", new() { Exact = true }).FillAsync("2026-06-30");
        await visitor.Button("Filtrer").ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);

        await visitor.Page.GetByLabel("Modalité").SelectOptionAsync("US");
        await visitor.Button("Filtrer").ClickAsync();
        await Expect(visitor.Section("Examens")).ToContainTextAsync("Aucun examen pour ce filtre");
        await visitor.Link("Tout montrer").ClickAsync();
        await Expect(rows).ToHaveCountAsync(7);
    }

    [Fact]
    public async Task ARuleOfTheRcpProposesStudiesAndAttachesNone()
    {
        await using var visitor = await GivenStudies();

        await visitor.ReloadsUntil(visitor.Page.GetByText("Proposé par une règle"));

        await Expect(visitor.Page.Locator(".studies tr.attached")).ToHaveCountAsync(0);
        await Expect(visitor.Page.Locator("#avancement .badge")).ToHaveTextAsync("Aucun examen rattaché");
    }

    [Fact]
    public async Task WhatCannotBeSeenSaysWhyAndWhoCanHelp()
    {
        await using var visitor = await GivenOwnStudies();
        var archived = visitor.Page.Locator(".studies tr", new() { HasText = "Archivé hors ligne" });

        await Expect(archived).ToContainTextAsync("Pas visible : archivé hors ligne, à recharger par l'établissement");
        await Expect(archived.GetByRole(AriaRole.Button, new() { Name = "Voir" })).ToHaveCountAsync(0);
        await Expect(archived.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(0);
        await Expect(archived).ToContainTextAsync("Viendra seulement si l'établissement le remet en ligne.");
        await archived.GetByRole(AriaRole.Button, new() { Name = "Précharger" }).ClickAsync();
        var attached = visitor.Page.Locator(".studies tr.attached");
        await Expect(attached.Locator(".badge.bad")).ToHaveTextAsync("Action nécessaire");
        await Expect(attached).ToContainTextAsync("Appeler l'établissement");
        await visitor.Photographs("studies");
    }

    [Fact]
    public async Task AStudyIsAttachedComesAndIsDetached()
    {
        await using var visitor = await GivenOwnStudies();
        var row = visitor.Page.Locator(".studies tr", new() { HasText = "Dans l'établissement" }).First;
        var name = (await row.Locator("th").InnerTextAsync()).Trim();
        var preload = row.GetByRole(AriaRole.Button, new() { Name = "Précharger" });
        await Expect(preload).ToHaveAttributeAsync("title", "Rattacher, et amener l'examen sur le serveur central");
        await preload.ClickAsync();

        await Expect(visitor.Notice).ToContainTextAsync("L'examen est rattaché et préchargé.");
        await visitor.MarksThePage();
        var attached = visitor.Page.Locator(".studies tr.attached");
        await Expect(attached.Locator("th")).ToHaveTextAsync(name, new() { UseInnerText = true });
        await Expect(attached.Locator(".badge.ok")).ToHaveTextAsync("Sur le serveur central, vérifié");
        await Expect(visitor.Page.Locator("#avancement .badge.ok")).ToHaveTextAsync("Prêt");
        await visitor.HasTheSamePage();

        await attached.GetByRole(AriaRole.Button, new() { Name = "Détacher" }).ClickAsync();
        await Expect(visitor.Notice).ToContainTextAsync("L'examen est détaché");
        await Expect(attached).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task AStudyIsViewedByALinkThatOpensOnce()
    {
        await using var visitor = await GivenStudies();
        var links = new List<string>();
        visitor.Context.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority == workbench.Functions.Authority)
            {
                links.Add(request.Url);
            }
        };

        var viewer = await visitor.ViewerAfter(visitor.Button("Voir").First);

        await Expect(viewer.Locator("header")).ToContainTextAsync("Un examen");
        await Expect(viewer.Locator("footer")).ToContainTextAsync("signature vérifiée");
        new Uri(viewer.Url).Authority.ShouldBe(workbench.Krypton.Authority);
        await Expect(visitor.Section("Examens")).ToBeVisibleAsync();

        (await viewer.GotoAsync(links.ShouldHaveSingleItem()))!.Status.ShouldBe(410);
        await Expect(viewer.Locator("body")).ToContainTextAsync("déjà");
    }

    [Fact]
    public async Task WhoOpensWhatIsStillAtItsSiteIsToldThatItMayTakeAWhile()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Chooses(await visitor.AddsPreFiche("SEIGNEURET", "MARIE", "féminin", "1935-08-28"));
        var distant = visitor.Page.Locator(".studies tr", new() { HasText = "Dans l'établissement" }).First;

        var page = await visitor.TabAfter(distant.GetByRole(AriaRole.Button, new() { Name = "Voir" }));

        await Expect(page.Locator("main .notice.warn")).ToContainTextAsync("la première image peut tarder");
        await Expect(page.GetByText("Le lien s'ouvre une fois, jusqu'au")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ouvrir maintenant" }).ClickAsync();
        await Expect(page).ToHaveTitleAsync("Visionneuse Krypton (simulée)");
    }

    [Fact]
    public async Task TwoStudiesAreComparedAndNeitherOneNorThree()
    {
        await using var visitor = await GivenStudies();
        var ticks = visitor.Page.Locator("input[form=comparer]");
        await ticks.Nth(0).CheckAsync();
        await ticks.Nth(1).CheckAsync();
        await Expect(ticks.Nth(2)).ToBeDisabledAsync();

        var viewer = await visitor.ViewerAfter(visitor.Button("Comparer les deux cochés"));
        await Expect(viewer.Locator("header")).ToContainTextAsync("Comparaison de deux examens");
        await Expect(viewer.Locator("main svg")).ToHaveCountAsync(2);

        await ticks.Nth(1).UncheckAsync();
        await Expect(ticks.Nth(2)).ToBeEnabledAsync();
        var refused = await visitor.TabAfter(visitor.Button("Comparer les deux cochés"));
        await Expect(refused.GetByRole(AriaRole.Alert)).ToContainTextAsync("Cocher exactement deux examens");
    }

    /// <summary>Seven studies of three modalities, one of them archived; they may only be looked at.</summary>
    private async Task<Visitor> GivenStudies()
    {
        var preFiche = await workbench.SamplePreFiche();
        var visitor = await workbench.Visits();
        await visitor.Opens(preFiche);
        return visitor;
    }

    /// <summary>The same for whoever changes something.</summary>
    private async Task<Visitor> GivenOwnStudies()
    {
        var visitor = await workbench.Visits();
        await visitor.Chooses(
            await visitor.AddsPreFiche("D'ARTAGNAN DE L'HERAULT", "PIERRE-ALAIN", "masculin", "2001-06-17")
        );
        return visitor;
    }
}
