using KryptonFunctions.Krypton;
using KryptonFunctions.Traces;
using KryptonFunctions.Traces.Audit;
using KryptonMock;
using KryptonMock.Faults;
using KryptonMock.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

/// <summary>What Krypton recorded of us against our traces: a difference of either side is found.</summary>
[Collection(nameof(TraceStore))]
public sealed class ReconciliationTests(TraceStore store) : IAsyncLifetime
{
    private KryptonMockServer krypton = null!;
    private ServiceProvider app = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Balp")]
    [InlineData("Tde")]
    public async Task WhatWasForwardedAgrees(string form)
    {
        await UseForm(form);
        await ForwardAsync(await TracesAsync(3));
        await store.WriteAsync(TraceEntry.By(TraceStore.Auditor, TraceAction.TracesRead));

        var report = await ReconcileAsync();

        report.Agrees.ShouldBeTrue(string.Join('\n', report.Lines));
        report.Traces.ShouldBe(3);
        report.Events.ShouldBe(3);
    }

    [Fact]
    public async Task MoreThanAPageIsReadWhole()
    {
        await ForwardAsync(await TracesAsync(230));

        var report = await ReconcileAsync();

        report.Agrees.ShouldBeTrue(string.Join('\n', report.Lines));
        report.Events.ShouldBe(230);
    }

    [Fact]
    public async Task ATraceThatKryptonDoesNotHaveIsMissing()
    {
        var traces = await TracesAsync(3);
        await ForwardAsync([.. traces.Skip(1)]);

        (await ReconcileAsync()).Lines.ShouldContain($"{traces[0].Trace.Id.Value} missing");
    }

    [Fact]
    public async Task AnEventOfATraceThatWeDoNotHaveIsUnknown()
    {
        await ForwardAsync(await TracesAsync(1));
        var invented = TraceId.New(store.Time.GetUtcNow()).Value;
        await PostAsync(ActionOf((await TracesAsync(1))[0]) with { TraceId = invented });

        var lines = (await ReconcileAsync()).Lines.ToList();

        lines.ShouldContain($"{invented} unknown");
        lines[^1].ShouldContain("\"missing\":1,\"unknown\":1,\"doubled\":0,\"differing\":0");
    }

    public static TheoryData<string, Func<UserAction, UserAction>> Changes =>
        new()
        {
            { "user", a => a with { SubjectNameId = "810009999999" } },
            { "patient", a => a with { PatientId = "kp-other" } },
            { "patient", a => a with { PatientId = null } },
            { "action", a => a with { Action = "linkOpened" } },
            { "outcome", a => a with { Success = false } },
            { "at", a => a with { At = a.At.AddMinutes(1) } },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task AnEventThatSaysSomethingElseDiffers(string what, Func<UserAction, UserAction> change)
    {
        var trace = (await TracesAsync(1))[0];
        await PostAsync(change(ActionOf(trace)));

        (await ReconcileAsync()).Lines.ShouldContain($"{trace.Trace.Id.Value} differs: {what}");
    }

    [Fact]
    public async Task WithoutKryptonThereIsNoReportInsteadOfAnEmptyOne()
    {
        await TracesAsync(1);
        krypton.Inject(new Fault { Kind = FaultKind.BrokenJson, Call = CallType.Audit });

        await Should.ThrowAsync<InvalidOperationException>(ReconcileAsync);
    }

    public async ValueTask InitializeAsync()
    {
        store.NewMonth();
        krypton = await KryptonMockServer.StartAsync(
            new KryptonMockOptions { Resources = [], TimeProvider = store.Time }
        );
        await UseForm("Balp");
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await krypton.DisposeAsync();
    }

    private async Task UseForm(string form)
    {
        await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
        var address = krypton.BaseAddress.ToString().TrimEnd('/');
        app = store.AnotherInstance(
            ("Krypton:FhirBaseUrl", $"{address}/fhir"),
            ("Krypton:TokenUrl", $"{address}/token"),
            ("Krypton:Retries", "0"),
            ("Krypton:AuditForm", form)
        );
    }

    private async Task<List<StoredTrace>> TracesAsync(int count)
    {
        var rows = new List<TraceRow>();
        for (var at = 0; at < count; at++)
        {
            var entry = TraceEntry.By(TraceStore.Doctor, TraceAction.StudiesListed) with { Patient = $"kp-{at % 7}" };
            var id = await store.WriteAsync(entry);
            rows.Add(new TraceRow(store.Partition(entry.Patient), TraceKeys.Row(store.Time.GetUtcNow(), id)));
            store.Time.Advance(TimeSpan.FromMilliseconds(5));
        }

        return [.. await store.Get<TraceTable>().AnnouncedAsync(rows, Cancel)];
    }

    private static UserAction ActionOf(StoredTrace stored) => TraceForwarder.UserActionOf(stored.Trace)!;

    private async Task ForwardAsync(IReadOnlyList<StoredTrace> traces) =>
        await app.GetRequiredService<TraceForwarder>()
            .ForwardAsync(new TracesAnnounced([.. traces.Select(t => t.Row)], store.Time.GetUtcNow()), Cancel);

    private async Task PostAsync(UserAction action) =>
        (await app.GetRequiredService<KryptonAudit>().PostAsync(action, Cancel)).ShouldBeOfType<AuditAnswer.Posted>();

    private Task<ReconciliationReport> ReconcileAsync() =>
        ActivatorUtilities
            .CreateInstance<Reconciliation>(app)
            .RunAsync(store.Time.GetUtcNow().AddHours(-1), store.Time.GetUtcNow().AddHours(1), Cancel);
}
