using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace Workbench.Tests.Fixture;

/// <summary>
/// Somebody at the workbench, in a browser. What the browser complains of, and what a page asks of anybody but the
/// workbench, fails the test when they leave.
/// </summary>
internal sealed partial class Visitor : IAsyncDisposable
{
    private readonly RunningWorkbench workbench;
    private readonly List<string> complaints = [];

    public Visitor(RunningWorkbench workbench, IBrowserContext context, IPage page)
    {
        (this.workbench, Context, Page) = (workbench, context, page);
        Watch(page);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    /// <summary>A complaint that is part of the test, by some of its words.</summary>
    public IList<string> Expected { get; } = [];

    /// <summary>What is said after a click.</summary>
    public ILocator Notice => Page.GetByRole(AriaRole.Status);

    /// <summary>What is said where something cannot be done.</summary>
    public ILocator Refusal => Page.GetByRole(AriaRole.Alert);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    /// <summary>The section of a page with this heading.</summary>
    public ILocator Section(string name) => Page.GetByRole(AriaRole.Region, new() { Name = name });

    /// <summary>Opens a page of the workbench.</summary>
    public async Task<IResponse> Opens(string path) => (await Page.GotoAsync(path))!;

    /// <summary>Takes another role by the presenter's bar.</summary>
    public async Task Becomes(string role, string user)
    {
        await Page.GetByLabel("Rôle").SelectOptionAsync(new SelectOptionValue { Label = role });
        await Page.GetByLabel("Utilisateur", new() { Exact = true }).FillAsync(user);
        await Button("Changer").ClickAsync();
        await Expect(Notice).ToContainTextAsync($"Le poste est maintenant celui de {user}");
    }

    /// <summary>An RCP with sample patients, whom Krypton has looked for.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> MakesRcpReady()
    {
        await Opens("/rcps");
        await Button("RCP de démonstration, avec patients").ClickAsync();
        var rows = Page.Locator("#tableau tbody tr");
        await Expect(rows).ToHaveCountAsync(8);
        await Expect(rows.GetByText("Identité à choisir", new() { Exact = true })).ToHaveCountAsync(8);
        return new Uri(Page.Url).AbsolutePath;
    }

    /// <summary>A pré-fiche by hand, for whose patient Krypton has candidates, in an RCP of its own.</summary>
    /// <returns>The path of the pré-fiche.</returns>
    public async Task<string> AddsPreFiche(
        string birthName,
        string givenNames,
        string sex,
        string birthDate,
        string? toRcp = null
    )
    {
        var rcp = toRcp ?? await AnnouncesRcp();
        await Opens($"{rcp}/prefiches/new");
        await Page.GetByLabel("Nom de naissance", new() { Exact = true }).FillAsync(birthName);
        await Page.GetByLabel("Prénoms de naissance").FillAsync(givenNames);
        await Page.GetByLabel("Sexe").SelectOptionAsync(sex);
        await Page.GetByLabel("Date de naissance").FillAsync(birthDate);
        await Button("Ajouter la pré-fiche").ClickAsync();
        await Expect(Notice).ToContainTextAsync("La pré-fiche PF-01 est ajoutée");
        await Expect(Button("Choisir ce dossier").First).ToBeVisibleAsync();
        return $"{rcp}/prefiches/PF-01";
    }

    /// <summary>An RCP without pré-fiches, by hand.</summary>
    /// <returns>Its path.</returns>
    public async Task<string> AnnouncesRcp(string priority = "normale")
    {
        await Opens("/rcps");
        await Link("Nouvelle RCP").ClickAsync();
        var id = $"RCP-MAIN-{Guid.NewGuid():N}"[..20];
        await Page.GetByLabel("Identifiant dans le DCC").FillAsync(id);
        await Page.GetByLabel("Priorité des transferts").SelectOptionAsync(priority);
        await Button("Annoncer la RCP").ClickAsync();
        await Expect(Notice).ToContainTextAsync($"{id} est annoncée");
        return $"/rcps/{id}";
    }

    /// <summary>Chooses the first candidate of a pré-fiche.</summary>
    public async Task Chooses(string preFiche)
    {
        await Opens(preFiche);
        await Button("Choisir ce dossier").First.ClickAsync();
        await Expect(Notice).ToContainTextAsync("L'identité est choisie");
    }

    /// <summary>Switches one of the presenter's faults on, or back to normal.</summary>
    public async Task SetsKrypton(string preset)
    {
        await Button(preset).ClickAsync();
        await Expect(Button(preset)).ToHaveAttributeAsync("aria-pressed", "true");
    }

    /// <summary>The tab that a click opens, when it has arrived.</summary>
    public async Task<IPage> TabAfter(ILocator button)
    {
        var tab = await Context.RunAndWaitForPageAsync(() => button.ClickAsync());
        await tab.WaitForLoadStateAsync();
        return tab;
    }

    /// <summary>
    /// The viewer that a click opens, after the page that warns of what is not on the central server yet; tests may
    /// have brought it there before.
    /// </summary>
    public async Task<IPage> ViewerAfter(ILocator button)
    {
        var viewer = await TabAfter(button);
        var goesOn = viewer.GetByRole(AriaRole.Link, new() { Name = "Ouvrir maintenant" });
        await Expect(goesOn.Or(viewer.Locator("main section svg")).First).ToBeVisibleAsync();
        if (await goesOn.IsVisibleAsync())
        {
            await goesOn.ClickAsync();
        }

        await Expect(viewer).ToHaveTitleAsync("Visionneuse Krypton (simulée)");
        return viewer;
    }

    /// <summary>Looks again and again until it is there, for at most half a minute.</summary>
    public async Task ReloadsUntil(ILocator shown)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await shown.CountAsync() == 0)
        {
            patience.IsCancellationRequested.ShouldBeFalse($"in vain: {shown}");
            await Page.ReloadAsync();
        }
    }

    /// <summary>Looks through all pages of a list, again and again until it is there, for at most a minute.</summary>
    public async Task PagesThroughUntil(ILocator shown, ILocator next)
    {
        var first = Page.Url;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await shown.CountAsync() == 0)
        {
            patience.IsCancellationRequested.ShouldBeFalse($"in vain: {shown}");
            if (await next.CountAsync() > 0)
            {
                await next.ClickAsync();
                await Page.WaitForLoadStateAsync();
            }
            else
            {
                await Page.GotoAsync(first);
            }
        }
    }

    /// <summary>The browser follows no reload from here: what changes now changes in the page itself.</summary>
    public Task MarksThePage() => Page.EvaluateAsync("() => { window.isTheSamePage = true; }");

    public async Task HasTheSamePage() =>
        (await Page.EvaluateAsync<bool>("() => window.isTheSamePage === true")).ShouldBeTrue("it was loaded anew");

    /// <summary>Nothing of the page is beyond its right edge.</summary>
    public async Task FitsTheWindow()
    {
        var (inner, whole) = (
            await Page.EvaluateAsync<int>("() => document.documentElement.clientWidth"),
            await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")
        );
        whole.ShouldBeLessThanOrEqualTo(inner, $"{Page.Url} scrolls sideways");
    }

    /// <summary>Keeps the whole page as a picture beside the tests.</summary>
    public async Task Photographs(string name)
    {
        // The bar at the foot of the window would lie over a page that is longer than the window.
        var (width, height) = (Page.ViewportSize!.Width, Page.ViewportSize.Height);
        var whole = await Page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        await Page.SetViewportSizeAsync(width, Math.Max(whole, height));
        await Page.ScreenshotAsync(new() { Path = Pictures.Of(name) });
        await Page.SetViewportSizeAsync(width, height);
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        complaints.Where(said => !Expected.Any(said.Contains)).ShouldBeEmpty();
    }

    private void Watch(IPage page)
    {
        page.Request += (_, request) =>
        {
            if (
                new Uri(request.Url) is { Scheme: "http" or "https" } asked
                && asked.Authority != workbench.Address.Authority
            )
            {
                complaints.Add($"asked elsewhere: {request.Url}");
            }
        };
        page.PageError += (_, error) => complaints.Add($"script: {error}");
        page.Console += (_, line) =>
        {
            if (line.Type is "error" or "warning" && !StatusLine.IsMatch(line.Text))
            {
                complaints.Add($"console: {line.Text} {line.Location}");
            }
        };
    }

    /// <summary>Chromium writes each refused page into the console; the tests look at those themselves.</summary>
    [GeneratedRegex("^Failed to load resource: the server responded with a status of")]
    private static partial Regex StatusLine { get; }
}
