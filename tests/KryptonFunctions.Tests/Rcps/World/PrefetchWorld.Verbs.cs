using System.Text.Json;
using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Announcements;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Tests.Fixture;
using KryptonMock.Faults;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps.World;

/// <summary>The RCPs of a world, and the moments of their calls that a client of the API cannot reach.</summary>
internal sealed partial class PrefetchWorld
{
    /// <summary>An RCP of this world that is not announced yet.</summary>
    public GivenRcp NewRcp(params KnownPatient[] patients) => new(LocalKrypton.NewId("RCP"), CarerOverHttp, patients);

    /// <summary>An announced RCP.</summary>
    public async Task<GivenRcp> GivenRcp(DateTimeOffset startsAt, params KnownPatient[] patients)
    {
        var rcp = NewRcp(patients);
        await rcp.Save(startsAt);
        return rcp;
    }

    /// <summary>An RCP in three days whose first pré-fiche has its one study ordered; the transfer hangs.</summary>
    public async Task<GivenRcp> UnderWay(params KnownPatient[] patients)
    {
        Krypton.Inject(new Fault { Kind = FaultKind.NeverFinishing });
        Krypton.Add(patients.SelectMany(p => p.Resources()));
        var rcp = await GivenRcp(Now.AddDays(3), patients);
        await rcp.Prepare(1);
        await UntilRepatriation(rcp, rcp.Uid, way => way.TaskId is not null);
        return rcp;
    }

    /// <summary>An RCP with one study, attached.</summary>
    public async Task<(GivenRcp Rcp, string Uid)> Attached(int days = 0, KnownStudy? study = null, int hours = 0)
    {
        var patient = GivenPatient(study ?? new KnownStudy());
        var rcp = await GivenRcp(Now.AddDays(days).AddHours(hours), patient);
        await rcp.Prepare(1);
        return (rcp, patient.Studies[0].Uid);
    }

    /// <summary>The carer; the handler knows where the functions are, and the token.</summary>
    public DccCaller CarerOverHttp => new(carerHttp, new Uri("http://functions"), token: null);

    /// <summary>
    /// Does something when the study is attached and before its orchestration does anything: what goes wrong there is
    /// not to go wrong while it is attached.
    /// </summary>
    public async Task AttachAndFirst(GivenRcp rcp, string uid, Func<Task> first)
    {
        var done = new TaskCompletionSource();
        BeforeActivity = () => done.Task;
        try
        {
            await rcp.Attach(1, uid);
            await first();
        }
        finally
        {
            BeforeActivity = null;
            done.SetResult();
        }
    }

    /// <summary>
    /// The RCP is saved and its orchestration does not hear of it, as when the process dies between the two; over HTTP
    /// the one is not to be had without the other.
    /// </summary>
    public async Task SaveUnheard(
        GivenRcp rcp,
        int preFiches,
        AutoConfirm? autoConfirm = null,
        DateTimeOffset? at = null
    )
    {
        var request = rcp.Body(at ?? rcp.StartsAt, preFiches, autoConfirm: autoConfirm)
            .Deserialize<RcpRequest>(ApiJson.Options)!;
        (
            await Use(
                (SaveRcp save) =>
                    save.SaveAsync(Carer, rcp.Id, request, ifMatch: null, TestContext.Current.CancellationToken)
            )
        ).ShouldBeOfType<Outcome<SavedRcp>.Ok>();
    }

    /// <summary>The same for a cancellation.</summary>
    public async Task CancelUnheard(GivenRcp rcp) =>
        (
            await Use(
                (CancelRcp cancel) =>
                    cancel.CancelAsync(Carer, rcp.Id, ifMatch: null, TestContext.Current.CancellationToken)
            )
        ).ShouldBeOfType<Outcome<SavedRcp>.Ok>();

    /// <summary>The records of Krypton that the prefetch offers the carer for the first pré-fiche.</summary>
    public async Task<IReadOnlyList<string>> Offered(GivenRcp rcp)
    {
        var shown = await rcp.Candidates(1);
        return await Use((PatientHandles handles) => Task.FromResult(shown.Select(Reveal(handles, rcp.Id)).ToList()));
    }

    /// <summary>The handle under which a search of the carer for this RCP gives this record.</summary>
    public Task<string> HandleOf(GivenRcp rcp, KnownPatient patient) =>
        Use((PatientHandles handles) => Task.FromResult(handles.Protect(Carer, rcp.Id, patient.Id)));

    private static Func<string, string> Reveal(PatientHandles handles, string rcpId) =>
        handle => handles.TryReveal(Carer, rcpId, handle, out var patientId) ? patientId! : handle;
}
