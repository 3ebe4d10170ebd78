using Microsoft.Playwright;
using Shouldly;
using Workbench.Tests.Fixture;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Workbench.Tests;

/// <summary>The workbench used wrongly: it says so in French, does nothing, and leads back.</summary>
public sealed class WrongUseTests(RunningWorkbench workbench)
{
    [Theory]
    [InlineData("/nulle-part", 404, "Cette page n'existe pas.")]
    [InlineData("/rcps/RCP-INCONNUE", 404, "Cette RCP n'est pas connue.")]
    [InlineData("/rcps/..%2F..%2Ftraces", 404, "Cette page n'existe pas.")]
    [InlineData("/rcps/RCP-INCONNUE/prefiches/PF-01", 404, "Cette RCP n'est pas connue.")]
    [InlineData("/rcps/RCP-INCONNUE/prefiches/PF-01/patient", 404, "Cette RCP n'est pas connue.")]
    [InlineData("@/prefiches/PF-99", 404, "Cette pré-fiche n'est pas (ou plus) dans la RCP.")]
    [InlineData("@/prefiches/PF-99/patient", 404, "Cette pré-fiche n'est pas (ou plus) dans la RCP.")]
    [InlineData("@/prefiches/PF-03?from=hier", 200, "corrigez les champs signalés")]
    [InlineData("@/prefiches/PF-03?modality=%3Cscript%3E", 200, "corrigez les champs signalés")]
    [InlineData("@/prefiches/PF-03?cursor=faux", 200, "corrigez les champs signalés")]
    [InlineData("/rcps?cursor=faux", 200, "corrigez les champs signalés")]
    [InlineData("/structures?department=zz", 200, "corrigez les champs signalés")]
    [InlineData("/structures?connected=peut-%C3%AAtre", 200, "corrigez les champs signalés")]
    public async Task AnAddressThatLeadsNowhereSaysSo(string path, int status, string words)
    {
        var rcp = await workbench.Sample();
        await using var visitor = await workbench.Visits();

        var answer = await visitor.Opens(path.Replace("@", rcp, StringComparison.Ordinal));

        answer.Status.ShouldBe(status);
        await Expect(visitor.Refusal).ToContainTextAsync(words);
        await Expect(visitor.Page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WhatCannotBeAnRcpStaysInTheForm()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Opens("/rcps/new");
        await visitor.Page.GetByLabel("Identifiant dans le DCC").FillAsync("RCP du sein ?");
        await visitor.Page.GetByLabel("Début").FillAsync("2027-03-01T14:00");
        await visitor.Button("Annoncer la RCP").ClickAsync();

        await Expect(visitor.Refusal).ToContainTextAsync("lettres, chiffres, points, tirets ou soulignés");
        await Expect(visitor.Page.GetByLabel("Identifiant dans le DCC")).ToHaveValueAsync("RCP du sein ?");
        await Expect(visitor.Page.GetByLabel("Début")).ToHaveValueAsync("2027-03-01T14:00");
    }

    [Fact]
    public async Task WhatCannotBeAPatientStaysInTheForm()
    {
        await using var visitor = await workbench.Visits();
        var rcp = await visitor.AnnouncesRcp();
        await visitor.Opens($"{rcp}/prefiches/new");
        await visitor.Page.GetByLabel("Nom de naissance", new() { Exact = true }).FillAsync("FLESCH");
        await visitor.Page.GetByLabel("Date de naissance").FillAsync("05/09/1971");
        await visitor.Button("Ajouter la pré-fiche").ClickAsync();

        await Expect(visitor.Refusal).ToContainTextAsync("birthDate");
        await Expect(visitor.Page.GetByLabel("Nom de naissance", new() { Exact = true })).ToHaveValueAsync("FLESCH");
        await Expect(visitor.Page.GetByLabel("Date de naissance")).ToHaveValueAsync("05/09/1971");
        await visitor.Opens(rcp);
        await Expect(visitor.Page.Locator("#tableau")).ToContainTextAsync("Aucune pré-fiche");
    }

    [Fact]
    public async Task AChoiceByADoubleClickIsOneChoice()
    {
        await using var visitor = await workbench.Visits();
        await visitor.AddsPreFiche("HOUILLES", "PIERRE", "masculin", "1993-01-27");
        var sent = 0;
        visitor.Page.Request += (_, request) =>
            sent += request.Url.EndsWith("/identity", StringComparison.Ordinal) ? 1 : 0;

        await visitor.Button("Choisir ce dossier").First.DblClickAsync();

        await Expect(visitor.Notice).ToContainTextAsync("L'identité est choisie");
        await Expect(visitor.Page.Locator(".candidate.chosen")).ToHaveCountAsync(1);
        sent.ShouldBe(1);
    }

    [Fact]
    public async Task GoingBackAfterTheChoiceShowsTheChoiceAndRepeatsNothing()
    {
        await using var visitor = await workbench.Visits();
        var preFiche = await visitor.AddsPreFiche("HOUILLES", "PIERRE", "masculin", "1993-01-27");
        await visitor.Opens("/about");
        await visitor.Chooses(preFiche);
        var sent = new List<string>();
        visitor.Page.Request += (_, request) => sent.Add(request.Method);

        await visitor.Page.GoBackAsync();
        await visitor.Page.GoForwardAsync();
        await visitor.Page.ReloadAsync();

        await Expect(visitor.Page.Locator(".candidate.chosen")).ToHaveCountAsync(1);
        await Expect(visitor.Section("Examens")).ToBeVisibleAsync();
        sent.ShouldAllBe(method => method == "GET");
    }

    [Fact]
    public async Task WhoHasThePageInTwoTabsIsToldOfTheChoiceInTheOther()
    {
        await using var visitor = await workbench.Visits();
        var preFiche = await visitor.AddsPreFiche("HOUILLES", "PIERRE", "masculin", "1993-01-27");
        await visitor.Opens(preFiche);
        await Expect(visitor.Page.Locator("#perime")).ToBeHiddenAsync();

        var other = await visitor.Context.NewPageAsync();
        await other.GotoAsync(preFiche);
        await other.GetByRole(AriaRole.Button, new() { Name = "Choisir ce dossier" }).First.ClickAsync();
        await Expect(other.Locator(".candidate.chosen")).ToHaveCountAsync(1);

        await Expect(visitor.Page.Locator("#perime")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("#perime")).ToContainTextAsync("La pré-fiche a changé entre-temps.");
        await visitor.Link("Actualiser la page").ClickAsync();
        await Expect(visitor.Page.Locator(".candidate.chosen")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task AFormOfASessionThatIsOverDoesNothingAndLeadsBack()
    {
        await using var visitor = await workbench.Visits();
        var rcp = await visitor.AnnouncesRcp();
        await visitor.Page.GetByText("Annuler la RCP…").ClickAsync();
        await visitor.Context.ClearCookiesAsync();

        await visitor.Button("Oui, annuler cette RCP").ClickAsync();

        await Expect(visitor.Refusal).ToContainTextAsync("Formulaire périmé");
        await visitor.Link("Revenir à la page d'où vous venez").ClickAsync();
        new Uri(visitor.Page.Url).AbsolutePath.ShouldBe(rcp);
        await Expect(visitor.Page.Locator("#tableau .facts .badge")).Not.ToHaveTextAsync("Annulée");
    }
}
