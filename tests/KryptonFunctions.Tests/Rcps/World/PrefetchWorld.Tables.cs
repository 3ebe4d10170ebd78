using System.Text.Json.Nodes;
using KryptonFunctions.Functions.Rcps;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Storage;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Traces;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace KryptonFunctions.Tests.Rcps.World;

/// <summary>What stands in Krypton and in the tables, past the API.</summary>
internal sealed partial class PrefetchWorld
{
    /// <summary>The orders that Krypton has for the RCP, oldest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> Orders(GivenRcp rcp) =>
        [.. (await Admin.Orders(rcp.Id)).OfType<JsonNode>()];

    /// <summary>Their FHIR Task statuses.</summary>
    public async Task<IReadOnlyList<string>> OrderStatuses(GivenRcp rcp) =>
        [.. (await Orders(rcp)).Select(order => (string)order["status"]!)];

    /// <summary>The keys of the orders, oldest first.</summary>
    public async Task<IReadOnlyList<string>> OrderKeys(GivenRcp rcp) =>
        [.. (await Orders(rcp)).Select(order => ((string)order["keys"]![0]!).Split('|')[1])];

    /// <summary>Krypton gets to know patients and their studies.</summary>
    public KnownPatient GivenPatient(params KnownStudy[] studies)
    {
        var patient = studies.Length == 0 ? new KnownPatient() : new KnownPatient { Studies = studies };
        Krypton.Add(patient.Resources());
        return patient;
    }

    /// <summary>Krypton gets to know another establishment's record of the same person.</summary>
    public KnownPatient GivenRecordElsewhere(KnownPatient patient, params KnownStudy[] studies)
    {
        var elsewhere = patient.Elsewhere(studies);
        Krypton.Add(elsewhere.Resources());
        return elsewhere;
    }

    /// <summary>Calls a use case in a scope of its own.</summary>
    public async Task<TResult> Use<TService, TResult>(Func<TService, Task<TResult>> call)
        where TService : notnull
    {
        await using var scope = Host.Services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public PrefetchInstances Instances => Host.Services.GetRequiredService<PrefetchInstances>();

    /// <summary>Runs one of the timers' functions now.</summary>
    public async Task RunTimerAsync(Func<UpkeepFunctions, DurableTaskClient, Task> run)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        await run(ActivatorUtilities.CreateInstance<UpkeepFunctions>(scope.ServiceProvider), Host.DurableClient);
    }

    /// <summary>The ids of the RCP's running instances.</summary>
    public Task<IReadOnlySet<string>> Running(GivenRcp rcp) =>
        Instances.RunningAsync(Host.DurableClient, InstanceIds.Rcp(rcp.Id), TestContext.Current.CancellationToken);

    /// <summary>Runs the timer's function that repairs the prefetch.</summary>
    public Task Repair() =>
        RunTimerAsync(
            (upkeep, client) => upkeep.RepairPrefetch(new TimerInfo(), client, TestContext.Current.CancellationToken)
        );

    /// <summary>The state row of a study.</summary>
    public async Task<WantedStudy?> Study(string rcpId, string uid) =>
        (
            await Use((StudyStore studies) => studies.FindAsync(rcpId, uid, TestContext.Current.CancellationToken))
        )?.Value;

    public Task<PreFiche?> PreFiche(string rcpId, string preFicheId) =>
        Use((RcpStore rcps) => rcps.FindPreFicheAsync(rcpId, preFicheId, TestContext.Current.CancellationToken));

    /// <summary>The traces since this world began that name the patient, newest first.</summary>
    public Task<IReadOnlyList<TraceEntry>> TracesAsync(KnownPatient patient) => TracesAsync(patient.Id);

    /// <summary>
    /// The patient's trace of that act, for which is waited: the functions write it after what it is of, and do that
    /// again until it is written.
    /// </summary>
    public async Task<TraceEntry> TraceOf(KnownPatient patient, TraceAction action) =>
        (
            await Eventually.Becomes(
                async () => (await TracesAsync(patient)).FirstOrDefault(trace => trace.Action == action),
                trace => trace is not null,
                $"a trace of {action}"
            )
        )!;

    /// <summary>The same of one Krypton id, or of what concerns no patient.</summary>
    public async Task<IReadOnlyList<TraceEntry>> TracesAsync(string? patientId)
    {
        // A chain is one of a month, and a world may begin minutes before the next.
        var months = ((Now.Year - began.Year) * 12) + Now.Month - began.Month;
        var found = new List<TraceEntry>();
        for (var back = 0; back <= months; back++)
        {
            found.AddRange(await TracesAsync(patientId, Now.AddMonths(-back)));
        }

        return found;
    }

    private async Task<IEnumerable<TraceEntry>> TracesAsync(string? patientId, DateTimeOffset month)
    {
        var partition = await Use((TraceKeys keys) => Task.FromResult(keys.Partition(patientId, month)));
        var rows = await Use(
            (TraceTable traces) =>
                traces
                    .RangeAsync(
                        partition,
                        TraceKeys.FirstRow,
                        TraceKeys.AfterLastRow,
                        null,
                        TestContext.Current.CancellationToken
                    )
                    .ToListAsync(TestContext.Current.CancellationToken)
                    .AsTask()
        );
        return rows.Select(row => Trace.FromCanonicalJson(row.GetString("Json"))!.Entry);
    }
}
