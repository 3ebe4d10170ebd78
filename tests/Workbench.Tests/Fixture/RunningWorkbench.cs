using Microsoft.Playwright;
using Runner;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Workbench.Tests.Fixture.RunningWorkbench))]
// Krypton's faults are everybody's: one test at a time.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Workbench.Tests.Fixture;

/// <summary>
/// The whole local set-up on free ports and one browser, for all tests. Where there is no Chromium nothing is started,
/// and each test is skipped.
/// </summary>
public sealed class RunningWorkbench : IAsyncLifetime
{
    /// <summary>How long a transfer takes unless a test says otherwise.</summary>
    internal const int TransferSeconds = 1;

    private const float Patience = 30_000;

    /// <summary>As short as a test wants them.</summary>
    private static readonly Dictionary<string, string?> Times = new()
    {
        ["Prefetch:FirstPoll"] = "00:00:01",
        ["Prefetch:MaxPoll"] = "00:00:02",
        ["Prefetch:VerifyAfter"] = "00:00:01",

        // Krypton is well again at once for whoever comes after a test in which it was not.
        ["Krypton:CircuitBreakSeconds"] = "0.5",

        // A busy machine that runs all of this is not a slow Krypton.
        ["Krypton:RequestSeconds"] = "30",
    };

    /// <summary>The one without windows, half the work for a test; then Debian's name, and others'.</summary>
    private static readonly string? Chromium = new[]
    {
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    }.FirstOrDefault(File.Exists);

    private readonly SemaphoreSlim once = new(1);
    private string? sample;
    private LocalStack? stack;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where the workbench is.</summary>
    public Uri Address => stack!.Dcc;

    /// <summary>Where its calls go.</summary>
    public Uri Functions => stack!.Functions;

    /// <summary>Where the viewer is, and the administration of Krypton's faults.</summary>
    public Uri Krypton => stack!.Mock;

    /// <summary>What goes wrong in Krypton, without a page.</summary>
    internal KryptonAdmin? Admin { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Chromium is null)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(Patience);
        var starts = LocalStack.StartAsync(
            new StackOptions
            {
                Ports = StackPorts.Free,
                Settings = Times,
                RepatriationTime = TimeSpan.FromSeconds(TransferSeconds),
                Log = _ => { },
            }
        );
        playwright = await Playwright.CreateAsync();
        // There is no graphics card where tests run, and one that is imitated is slower than none.
        browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--lang=fr", "--disable-gpu"] }
        );
        stack = await starts;
        Admin = new KryptonAdmin(Krypton);
    }

    /// <summary>Somebody at the workbench with a browser of their own; skips where there is none.</summary>
    /// <param name="width">Of the window, in CSS pixels.</param>
    internal async Task<Visitor> Visits(int width = 1280)
    {
        Assert.SkipWhen(Chromium is null, "There is no Chromium: apt-get install chromium-headless-shell, or chromium");
        var context = await browser!.NewContextAsync(
            new()
            {
                BaseURL = Address.AbsoluteUri,
                ViewportSize = new() { Width = width, Height = 800 },
                Locale = "fr-FR",
                TimezoneId = "Europe/Paris",
            }
        );
        context.SetDefaultTimeout(Patience);
        return new Visitor(this, context, await context.NewPageAsync());
    }

    /// <summary>
    /// The path of an RCP with sample patients whom Krypton has looked for. Tests share it, and each changes a
    /// pré-fiche that no other looks at; PF-03 stays: its identity is chosen, and it has seven studies, none attached.
    /// </summary>
    internal async Task<string> Sample()
    {
        await once.WaitAsync();
        try
        {
            if (sample is null)
            {
                await using var visitor = await Visits();
                var made = await visitor.MakesRcpReady();
                await visitor.Chooses($"{made}/prefiches/PF-03");
                sample = made;
            }

            return sample;
        }
        finally
        {
            once.Release();
        }
    }

    /// <summary>The pré-fiche of the sample RCP that stays as it is.</summary>
    internal async Task<string> SamplePreFiche() => $"{await Sample()}/prefiches/PF-03";

    public async ValueTask DisposeAsync()
    {
        once.Dispose();
        Admin?.Dispose();
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright?.Dispose();
        await (stack?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
