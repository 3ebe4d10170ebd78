using System.Globalization;
using Microsoft.Playwright;
using Shouldly;
using Workbench.Tests.Fixture;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Workbench.Tests;

/// <summary>The demo by clicks: whose records Krypton's are.</summary>
public sealed class ChoosingTests(RunningWorkbench workbench)
{
    [Fact]
    public async Task LettersThatDifferAreMarkedAndNothingIsChosenBeforehand()
    {
        await using var visitor = await workbench.Visits();
        await visitor.AddsPreFiche("D'ARTAGNAN-DE-L'HERAULT", "PIERRE ALAIN", "masculin", "2001-06-17");
        await visitor.Button("Rechercher dans Krypton").ClickAsync();
        var section = visitor.Section("Identité dans Krypton");
        await Expect(section).ToContainTextAsync("Recherche de maintenant");

        // The DCC writes hyphens where Krypton has spaces, and a space for the hyphen of the given names.
        var candidate = section.GetByRole(AriaRole.Article).First;
        await Expect(Trait(candidate, "Prénoms").Locator("mark")).ToHaveTextAsync("-");
        await Expect(Trait(candidate, "Nom de naissance").Locator("mark")).ToHaveCountAsync(2);
        await Expect(candidate).ToContainTextAsync("diffère du DCC qui a « PIERRE ALAIN »");
        await Expect(candidate).ToContainTextAsync("Trouvé par traits d'identité : trait d'union lu comme espace");
        await Expect(candidate).ToContainTextAsync("identique aux accents et séparateurs près");

        // Which ways were taken, and which could not be.
        await Expect(section.Locator(".coverage")).ToContainTextAsync("traits d'identité : a trouvé");
        await Expect(section.Locator(".coverage")).ToContainTextAsync("INS : pas demandé");
        await Expect(section.Locator("input:checked, .candidate.chosen")).ToHaveCountAsync(0);
        await Expect(visitor.Section("Examens")).ToHaveCountAsync(0);
        await visitor.Photographs("candidate");

        await candidate.GetByRole(AriaRole.Button, new() { Name = "Choisir ce dossier" }).ClickAsync();
        await Expect(visitor.Notice).ToContainTextAsync("L'identité est choisie.");
        await Expect(section.Locator(".candidate.chosen")).ToHaveCountAsync(1);
        await Expect(visitor.Section("Examens")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task CandidatesComeByConfidenceWithTheirAlerts()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Opens($"{await workbench.Sample()}/prefiches/PF-04");

        // Two children of one name: the other one is hidden until asked for, and comes last.
        await Expect(visitor.Page.GetByText("1 autre dossier, peu probable, n'est pas montré.")).ToBeVisibleAsync();
        await visitor.Page.GetByLabel("montrer aussi les dossiers peu probables").CheckAsync();
        await visitor.Button("Rechercher dans Krypton").ClickAsync();
        var confidence = visitor.Page.Locator(".candidate header .badge:first-child");
        await Expect(confidence.Last).ToHaveTextAsync("Peu probable");
        var shown = await confidence.AllInnerTextsAsync();
        string[] order = ["Certain", "Probable", "Possible", "Peu probable"];
        shown.Select(text => Array.IndexOf(order, text.Trim())).ShouldBeInOrder();
        await Expect(visitor.Page.Locator(".candidate").Last.Locator(".notice.warn").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task NoneOfTheseIsAChoice()
    {
        await using var visitor = await workbench.Visits();
        var preFiche = $"{await workbench.Sample()}/prefiches/PF-05";
        await visitor.Opens(preFiche);

        await visitor.Button("Aucun de ceux-ci").ClickAsync();

        await Expect(visitor.Notice).ToContainTextAsync("Aucun des candidats n'est le patient");
        await Expect(visitor.Page.Locator("#avancement .badge.bad")).ToHaveTextAsync("Aucune identité");
        await Expect(visitor.Page.Locator("#avancement")).ToContainTextAsync("Corriger les traits du patient");
    }

    [Fact]
    public async Task AChoiceIsMadeWithTheKeyboardAlone()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Opens($"{await workbench.Sample()}/prefiches/PF-02");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(visitor.Link("Aller au contenu")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");

        var reached = await TabsTo(visitor.Page, "Choisir ce dossier");
        reached.ShouldBeLessThan(8, "the way from the content to the choice is short");
        await visitor.Page.Keyboard.PressAsync("Enter");

        await Expect(visitor.Notice).ToContainTextAsync("L'identité est choisie");
    }

    [Fact]
    public async Task TheCallsOfAClickStandAtTheFootOfThePage()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Opens($"{await workbench.Sample()}/prefiches/PF-06");
        await visitor.Button("Rechercher dans Krypton").ClickAsync();

        var drawer = visitor.Page.Locator("#appels");
        await drawer.Locator("> summary").ClickAsync();
        var search = drawer.Locator("li", new() { HasText = "/api/v1/identity-searches" });
        await search.Locator("summary").ClickAsync();
        await Expect(search).ToContainTextAsync("Bearer (jeton signé par le DCC)");
        await Expect(search).ToContainTextAsync("\"birthName\"");
        await Expect(search).ToContainTextAsync("\"candidates\"");
        await Expect(search.Locator(".badge.ok")).ToHaveTextAsync(200.ToString(CultureInfo.InvariantCulture));
    }

    private static ILocator Trait(ILocator candidate, string name) =>
        candidate.Locator("tr", new() { Has = candidate.Page.Locator($"th:text-is('{name}')") });

    /// <summary>Presses Tab until a button of this name has the focus; how often.</summary>
    private static async Task<int> TabsTo(IPage page, string button)
    {
        for (var pressed = 1; pressed <= 60; pressed++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string>("() => document.activeElement.textContent");
            if (focused.Contains(button, StringComparison.Ordinal))
            {
                return pressed;
            }
        }

        throw new TimeoutException($"The Tab key does not come to '{button}'.");
    }
}
