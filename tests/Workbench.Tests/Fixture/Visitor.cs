using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace Workbench.Tests.Fixture;

/// <summary>
/// Somebody at the workbench, in a browser. What the browser complains of, and what a page asks of anybody but the
/// workbench, fails the test when they leave.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
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

    /// <summary>Complaints that are part of the test, such as that of a page that is not found.</summary>
    public ISet<string> Expected { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What is said after a click.</summary>
    public ILocator Notice => Page.GetByRole(AriaRole.Status);

    /// <summary>What is said where something cannot be done.</summary>
    public ILocator Refusal => Page.GetByRole(AriaRole.Alert);

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

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

    /// <summary>Another tab of the same browser.</summary>
    public async Task<IPage> OpensTab(string address)
    {
        var tab = await Context.NewPageAsync();
        Watch(tab);
        await tab.GotoAsync(address);
        return tab;
    }

    /// <summary>The tab that a click opens.</summary>
    public Task<IPage> TabAfter(Func<Task> click) => Context.RunAndWaitForPageAsync(click);

    /// <summary>Keeps what is seen beside the tests.</summary>
    public Task Photographs(string name) =>
        Page.ScreenshotAsync(new() { Path = Pictures.Of(name), FullPage = true });

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
                // The viewer's own page may ask its own.
                && !request.IsNavigationRequest
            )
            {
                complaints.Add($"asked elsewhere: {request.Url}");
            }
        };
        page.PageError += (_, error) => complaints.Add($"script: {error}");
        page.Console += (_, line) =>
        {
            if (line.Type is "error" or "warning")
            {
                complaints.Add($"console: {line.Text} {line.Location}");
            }
        };
    }
}
