using Shouldly;
using Workbench.Tests.Fixture;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Workbench.Tests;

/// <summary>The demo by clicks: RCPs, and how they become ready.</summary>
public sealed class PreparingTests(RunningWorkbench workbench)
{
    [Fact]
    public async Task AnRcpWithSamplePatientsFillsWithoutBeingReloaded()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Opens("/");
        await visitor.Button("RCP de démonstration, avec patients").ClickAsync();
        var board = visitor.Page.Locator("#tableau");
        await visitor.MarksThePage();

        // At a glance: a colour, an icon and words; then why, and what to do.
        var states = board.Locator("td[data-label='État'] .badge.warn");
        await Expect(states).ToHaveCountAsync(8);
        await Expect(states.First).ToHaveTextAsync("Identité à choisir");
        await Expect(states.Locator("svg use[href='#i-person']")).ToHaveCountAsync(8);
        var why = board.Locator("td[data-label='Pourquoi']").First;
        await Expect(why).ToContainTextAsync("Identité à choisir parmi les candidats.");
        await Expect(why).ToContainTextAsync("Choisir un candidat de la pré-fiche, ou « aucun de ceux-ci ».");
        await Expect(board).ToContainTextAsync("dans 1 j 23 h");
        await visitor.HasTheSamePage();
    }

    [Fact]
    public async Task StudiesTravelBeforeOnesEyesUntilThePreFicheIsReady()
    {
        await using var visitor = await workbench.Visits();
        var rcp = await workbench.Sample();
        await visitor.Chooses($"{rcp}/prefiches/PF-07");
        await visitor.Button("Précharger le dernier de chaque modalité").ClickAsync();
        await Expect(visitor.Notice).ToHaveTextAsync("2 examens rattachés et préchargés.");

        await visitor.Opens(rcp);
        await visitor.MarksThePage();
        var row = visitor.Page.Locator("#tableau tr", new() { HasText = "PF-07" });
        await Expect(row.Locator("progress")).ToHaveCountAsync(2);
        await Expect(row.Locator(".badge.ok")).ToHaveTextAsync("Prêt");
        await Expect(row.Locator("progress[value='100']")).ToHaveCountAsync(2);
        await visitor.HasTheSamePage();
        await visitor.Photographs("rcp");
    }

    [Fact]
    public async Task AnRcpIsMadeByHandAndAPreFicheOfThreeRecordsAddedToIt()
    {
        await using var visitor = await workbench.Visits();
        var rcp = await visitor.AnnouncesRcp("urgente");
        await Expect(visitor.Page.Locator("#tableau")).ToContainTextAsync("Aucune pré-fiche");
        await Expect(visitor.Page.Locator("#tableau .facts")).ToContainTextAsync("urgente");
        await visitor.AddsPreFiche("FLESCH", "AURORE", "féminin", "1971-09-05", rcp);

        // Three establishments know her. They are one person, which a carer says; nobody else does.
        var ticks = visitor.Page.Locator("input[form=plusieurs]");
        await Expect(ticks).ToHaveCountAsync(3);
        await Expect(visitor.Page.GetByText("Semble être la même personne")).ToHaveCountAsync(3);
        await visitor.Photographs("three-records");
        for (var at = 0; at < 3; at++)
        {
            await ticks.Nth(at).CheckAsync();
        }

        await visitor.Button("Choisir les dossiers cochés : une seule personne").ClickAsync();
        await Expect(visitor.Notice).ToContainTextAsync("3 dossiers sont choisis");
        var sites = visitor.Section("Examens").Locator("td[data-label='Établissement']");
        (await sites.AllInnerTextsAsync()).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task AnRcpIsCancelledByASecondClick()
    {
        await using var visitor = await workbench.Visits();
        var rcp = await visitor.AnnouncesRcp();

        await Expect(visitor.Button("Oui, annuler cette RCP")).ToBeHiddenAsync();
        await visitor.Page.GetByText("Annuler la RCP…").ClickAsync();
        await visitor.Button("Oui, annuler cette RCP").ClickAsync();
        await Expect(visitor.Notice).ToContainTextAsync("est annulée");
        await visitor.Opens(rcp);
        await Expect(visitor.Page.Locator("#tableau .facts .badge")).ToHaveTextAsync("Annulée");
    }
}
