using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Workbench.Tests.Fixture;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Workbench.Tests;

/// <summary>The presenter's bar: what a carer sees while Krypton is not well, and how long a transfer takes.</summary>
public sealed partial class FaultTests(RunningWorkbench workbench) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Krypton is well again for whoever comes next.</summary>
    public async ValueTask DisposeAsync() => await (workbench.Admin?.IsWell() ?? Task.CompletedTask);

    [Fact]
    public async Task ASlowKryptonAnswersAllTheSame()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Opens($"{await workbench.Sample()}/prefiches/PF-08");
        await visitor.SetsKrypton("Krypton lent");
        await Expect(visitor.Notice).ToHaveTextAsync("Krypton : krypton lent.");

        await visitor.Button("Rechercher dans Krypton").ClickAsync();

        await Expect(visitor.Page.GetByText("Recherche de maintenant")).ToBeVisibleAsync();
        await Expect(visitor.Page.GetByText("Recherche incomplète")).ToHaveCountAsync(0);
        await Expect(visitor.Button("Choisir ce dossier").First).ToBeVisibleAsync();
        await visitor.Page.Locator("#appels > summary").ClickAsync();
        var took = await visitor
            .Page.Locator("#appels li", new() { HasText = "identity-searches" })
            .Locator("summary .fine")
            .InnerTextAsync();
        int.Parse(took.Split(' ')[0], CultureInfo.InvariantCulture).ShouldBeGreaterThan(1200);
    }

    [Fact]
    public async Task AKryptonThatIsDownIsSaidAndNothingIsLost()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Opens($"{await workbench.Sample()}/prefiches/PF-08");
        await visitor.SetsKrypton("Krypton en panne");

        await visitor.Button("Rechercher dans Krypton").ClickAsync();

        await Expect(visitor.Refusal).ToContainTextAsync("Krypton ne répond pas pour le moment");
        await Expect(visitor.Refusal).ToContainTextAsync("krypton-unavailable");
        await visitor.Photographs("krypton-down");
        await visitor.Link("Revenir à la page d'où vous venez").ClickAsync();
        await Expect(visitor.Button("Choisir ce dossier").First).ToBeVisibleAsync();

        // It comes back, and so does the search, as soon as it is tried again.
        await visitor.SetsKrypton("Normal");
        await Until(
            async () =>
            {
                await visitor.Button("Rechercher dans Krypton").ClickAsync();
                await visitor.Page.Locator("main h1").WaitForAsync();
                var isFound = await visitor.Page.GetByText("Recherche de maintenant").IsVisibleAsync();
                if (!isFound)
                {
                    await visitor.Link("Revenir à la page d'où vous venez").ClickAsync();
                }

                return isFound;
            },
            "a search that finds"
        );
    }

    [Fact]
    public async Task ASearchOfWhichOneAnswerBreaksOffIsSaidToBeIncomplete()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Opens($"{await workbench.Sample()}/prefiches/PF-08");
        await workbench.Admin!.BreaksOneAnswerOff();

        await visitor.Button("Rechercher dans Krypton").ClickAsync();

        await Expect(visitor.Page.GetByText("Recherche incomplète")).ToBeVisibleAsync();
        await Expect(visitor.Button("Choisir ce dossier").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AListOfHalfOfTheSitesSaysThatItIsNotWhole()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Opens(await workbench.SamplePreFiche());
        await visitor.SetsKrypton("La moitié des sites");

        // Each look at the list fails by chance.
        var examens = visitor.Section("Examens");
        await visitor.ReloadsUntil(examens.GetByText("Liste incomplète").Or(examens.GetByRole(AriaRole.Alert)));
        await visitor.Photographs("half-of-the-sites");
        await Expect(examens).ToContainTextAsync(MayLack);
    }

    [Fact]
    public async Task ATransferInPartsIsToBeSeenTo()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Chooses(await visitor.AddsPreFiche("HOUILLES", "PIERRE", "masculin", "1993-01-27"));
        await visitor.SetsKrypton("Transferts partiels");
        var study = visitor.Page.Locator(".studies tr", new() { HasText = "TEP-SCANNER" });

        await study.GetByRole(AriaRole.Button, new() { Name = "Précharger" }).ClickAsync();

        await Expect(study.Locator(".badge.bad")).ToHaveTextAsync("Incomplet");
        await Expect(study).ToContainTextAsync("Appeler l'établissement.");
        await Expect(visitor.Page.Locator("#avancement .badge.bad")).ToHaveTextAsync("À traiter");
        await visitor.Photographs("in-parts");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(15)]
    [InlineData(60)]
    public async Task ATransferTakesAsLongAsThePresenterSays(int seconds)
    {
        await using var visitor = await workbench.Visits();
        await visitor.Opens("/about");
        await visitor.Page.GetByLabel("Durée d'un transfert").SelectOptionAsync($"{seconds}");
        await visitor.Button("Régler").ClickAsync();

        await Expect(visitor.Notice).ToHaveTextAsync($"Un transfert dure maintenant {seconds} s.");
        await Expect(visitor.Page.GetByLabel("Durée d'un transfert")).ToHaveValueAsync($"{seconds}");
        (await workbench.Admin!.Settings()).ShouldContain($"\"repatriationSeconds\":{seconds}");
        visitor.Page.Url.ShouldEndWith("/about", Case.Sensitive, "who presents stays where they are");
    }

    [Fact]
    public async Task WhileATransferTakesItsTimeTheImagesAreCounted()
    {
        await using var visitor = await workbench.Visits();
        await visitor.Chooses(await visitor.AddsPreFiche("DECOURCY", "LÉA", "féminin", "2024-02-28"));
        await workbench.Admin!.TransfersTake(6);
        var scan = visitor.Page.Locator(".studies tr", new() { HasText = "SCANNER" });
        await scan.GetByRole(AriaRole.Button, new() { Name = "Précharger" }).ClickAsync();
        await visitor.MarksThePage();

        await Expect(scan.Locator(".meter")).ToContainTextAsync(SomeOf896);
        await Expect(scan.Locator(".badge.busy")).ToHaveTextAsync("Transfert en cours");
        await Expect(visitor.Page.Locator("#avancement .badge.busy")).ToHaveTextAsync("Examens en route");

        // Who does not see the page hears of it.
        await Expect(visitor.Page.Locator("#annonce"))
            .ToHaveTextAsync("Prêt. Examens sur le serveur central : 1 sur 1.");
        await visitor.HasTheSamePage();
    }

    /// <summary>Looks until it is so, for at most half a minute.</summary>
    private static async Task Until(Func<Task<bool>> look, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await look())
        {
            patience.IsCancellationRequested.ShouldBeFalse($"in vain: {what}");
        }
    }

    [GeneratedRegex("peuvent manquer|réponse de Krypton est inutilisable|Krypton ne répond pas")]
    private static partial Regex MayLack { get; }

    [GeneratedRegex("[1-9][0-9]* sur 896 images")]
    private static partial Regex SomeOf896 { get; }
}
