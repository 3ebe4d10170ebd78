using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonFunctions.Access;
using KryptonFunctions.Functions.Rcps;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Announcements;
using KryptonFunctions.Rcps.Attachments;
using KryptonFunctions.Rcps.Boards;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Identities;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Rules;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps.World;

/// <summary>
/// A meeting of a <see cref="PrefetchWorld"/>, with the verbs of the DCC; pré-fiches are <c>PF-1</c>, <c>PF-2</c>… in
/// the order of the patients.
/// </summary>
internal sealed class Meeting(PrefetchWorld world, string id, IReadOnlyList<KnownPatient> patients)
{
    private IReadOnlyList<KnownPatient> current = patients;

    public string Id => id;

    /// <summary>The first study of the first pré-fiche.</summary>
    public string Uid => UidOf(1);

    public DateTimeOffset StartsAt { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Meeting> AnnounceAsync(
        PrefetchWorld world,
        DateTimeOffset startsAt,
        params KnownPatient[] patients
    )
    {
        var meeting = new Meeting(world, LocalKrypton.NewId("RCP"), patients);
        await meeting.SaveAsync(startsAt, patients.Length);
        return meeting;
    }

    /// <summary>Saves the meeting with its first pré-fiches; a smaller number withdraws the last ones.</summary>
    public async Task SaveAsync(
        DateTimeOffset startsAt,
        int preFiches,
        IReadOnlyList<PrefetchRule>? rules = null,
        AutoConfirm? autoConfirm = null,
        bool ring = true
    )
    {
        StartsAt = startsAt;
        var request = new RcpRequest
        {
            StartsAt = startsAt,
            Rules = rules,
            AutoConfirm = autoConfirm,
            Prefiches =
            [
                .. current
                    .Take(preFiches)
                    .Select((p, at) => new RequestedPreFiche { PreFicheId = $"PF-{at + 1}", Patient = Asked(p) }),
            ],
        };
        (
            await world.Use(
                (SaveRcp save) => save.SaveAsync(PrefetchWorld.Carer, id, request, ifMatch: null, Cancellation)
            )
        ).ShouldBeOfType<Outcome<SavedRcp>.Ok>();
        if (ring)
        {
            await world.Instances.EnsureRcpAsync(world.Host.DurableClient, id, Events.RcpChanged, Cancellation);
        }
    }

    /// <summary>The DCC corrects whose the first pré-fiche is.</summary>
    public async Task CorrectAsync(KnownPatient patient, AutoConfirm? autoConfirm = null)
    {
        current = [patient, .. current.Skip(1)];
        await SaveAsync(StartsAt, current.Count, autoConfirm: autoConfirm);
    }

    /// <summary>What the user is shown for the first pré-fiche; with Krypton's own ids.</summary>
    public async Task<IReadOnlyList<string>> OfferedAsync()
    {
        var shown = (
            await world.Use((ListCandidates list) => list.ListAsync(PrefetchWorld.Carer, id, "PF-1", Cancellation))
        )
            .ShouldBeOfType<Outcome<CandidatesOfPreFiche>.Ok>()
            .Value;
        return await world.Use(
            (PatientHandles handles) =>
                Task.FromResult<IReadOnlyList<string>>([
                    .. shown.Candidates.Select(c =>
                        handles.TryReveal(PrefetchWorld.Carer, c.PatientId, out var patientId)
                            ? patientId!
                            : c.PatientId
                    ),
                ])
        );
    }

    /// <summary>The first study of a pré-fiche's patient.</summary>
    public string UidOf(int preFiche) => current[preFiche - 1].Studies[0].Uid;

    public async Task CancelAsync(bool ring = true)
    {
        (
            await world.Use(
                (CancelRcp cancel) => cancel.CancelAsync(PrefetchWorld.Carer, id, ifMatch: null, Cancellation)
            )
        ).ShouldBeOfType<Outcome<SavedRcp>.Ok>();
        if (ring)
        {
            await world.Instances.EnsureRcpAsync(world.Host.DurableClient, id, Events.RcpCancelled, Cancellation);
        }
    }

    /// <summary>The user chooses the patient's own record, or none.</summary>
    public async Task ChooseAsync(int preFiche, bool none = false)
    {
        (await TryChooseAsync(preFiche, none ? [] : [current[preFiche - 1]])).ShouldBeOfType<Outcome<PreFiche>.Ok>();
        await world.Instances.RaiseEventAsync(
            world.Host.DurableClient,
            InstanceIds.PreFiche(id, $"PF-{preFiche}"),
            Events.IdentityChosen,
            Cancellation
        );
    }

    /// <summary>What becomes of the choice of these records, or of none.</summary>
    public async Task<Outcome<PreFiche>> TryChooseAsync(int preFiche, params KnownPatient[] records)
    {
        var ids = await world.Use(
            (PatientHandles handles) =>
                Task.FromResult(records.Select(record => handles.Protect(PrefetchWorld.Carer, record.Id)).ToList())
        );
        var request =
            ids.Count == 0 ? new ChosenIdentityRequest(NoneOfThese: true) : new ChosenIdentityRequest(PatientIds: ids);
        return await world.Use(
            (ChooseIdentity choose) =>
                choose.ChooseAsync(PrefetchWorld.Carer, id, $"PF-{preFiche}", request, Cancellation)
        );
    }

    /// <param name="preFiche">Its number.</param>
    /// <param name="uid">The study.</param>
    /// <param name="before">Done when it is attached and before its orchestration begins.</param>
    public async Task AttachAsync(int preFiche, string uid, Func<Task>? before = null)
    {
        (
            await world.Use(
                (AttachStudy attach) => attach.AttachAsync(PrefetchWorld.Carer, id, $"PF-{preFiche}", uid, Cancellation)
            )
        ).ShouldBeOfType<Outcome<AttachedNow>.Ok>();
        await (before?.Invoke() ?? Task.CompletedTask);
        await world.Instances.StartStudyAsync(
            world.Host.DurableClient,
            new StudyReference(id, uid),
            Events.AttachmentChanged,
            Cancellation
        );
    }

    public async Task DetachAsync(int preFiche, string uid)
    {
        (
            await world.Use(
                (DetachStudy detach) => detach.DetachAsync(PrefetchWorld.Carer, id, $"PF-{preFiche}", uid, Cancellation)
            )
        ).ShouldBeOfType<Outcome<bool>.Ok>();
        await world.Instances.EnsureStudyAsync(
            world.Host.DurableClient,
            new StudyReference(id, uid),
            Events.AttachmentChanged,
            Cancellation
        );
    }

    /// <summary>Chooses and attaches every study of a pré-fiche's patient.</summary>
    public async Task PrepareAsync(int preFiche)
    {
        await ChooseAsync(preFiche);
        foreach (var study in current[preFiche - 1].Studies)
        {
            await AttachAsync(preFiche, study.Uid);
        }
    }

    public async Task<Board> BoardAsync() =>
        (await world.Use((ReadBoard read) => read.ReadAsync(PrefetchWorld.Carer, id, Cancellation)))
            .ShouldBeOfType<Outcome<VersionedBoard>.Ok>()
            .Value.Board;

    /// <summary>The orders that Krypton has for the meeting, oldest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> OrdersAsync() => [.. (await world.Admin.Orders(id)).OfType<JsonNode>()];

    /// <summary>Their FHIR Task statuses.</summary>
    public async Task<IReadOnlyList<string>> OrderStatusesAsync() =>
        [.. (await OrdersAsync()).Select(order => (string)order["status"]!)];

    /// <summary>Lets time pass until the study is in one of these states.</summary>
    public async Task<Repatriation> BecomesAsync(string uid, params RepatriationState[] states) =>
        await UntilRepatriationAsync(uid, way => states.Contains(way.State));

    /// <summary>Lets time pass until the study is as wanted.</summary>
    public async Task<Repatriation> UntilRepatriationAsync(string uid, Func<Repatriation, bool> wanted)
    {
        var found = await world.Until(
            () => world.Study(id, uid),
            study => study is not null && wanted(study.Repatriation),
            TimeSpan.FromSeconds(31),
            TimeSpan.FromHours(6)
        );
        return found!.Repatriation;
    }

    /// <summary>Lets time pass until the pré-fiche's identity is in this state.</summary>
    public Task<PreFiche?> IdentityBecomesAsync(int preFiche, IdentityState state, TimeSpan? step = null) =>
        world.Until(
            () => world.PreFiche(id, $"PF-{preFiche}"),
            p => p?.Identity == state,
            step ?? TimeSpan.FromSeconds(20),
            TimeSpan.FromDays(2)
        );

    private static RequestedPatient Asked(KnownPatient patient) =>
        JsonSerializer.Deserialize<RequestedPatient>(
            JsonSerializer.Serialize(patient.AsAsked(), JsonSerializerOptions.Web),
            JsonSerializerOptions.Web
        )!;
}
