using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Rules;

namespace KryptonFunctions.Tests.Fixture;

/// <summary>
/// An RCP of a test, with the verbs of the DCC, all of them over HTTP: against the running app and against the
/// in-process host with a clock of its own alike. Its pré-fiches are <c>PF-1</c>, <c>PF-2</c>… in the order of the
/// patients.
/// </summary>
/// <param name="id">The RCP's id.</param>
/// <param name="carer">Who takes part in its care.</param>
/// <param name="patients">Of the pré-fiches.</param>
public sealed class GivenRcp(string id, DccCaller carer, params IReadOnlyList<KnownPatient> patients)
{
    public string Id => id;

    public DccCaller Carer => carer;

    public IReadOnlyList<KnownPatient> Patients { get; private set; } = patients;

    /// <summary>As last saved.</summary>
    public DateTimeOffset StartsAt { get; private set; }

    /// <summary>The first study of the first pré-fiche.</summary>
    public string Uid => UidOf(1);

    /// <summary>The first study of a pré-fiche's patient.</summary>
    public string UidOf(int preFiche) => Patients[preFiche - 1].Studies[0].Uid;

    /// <summary>
    /// Announces or changes the RCP with its first pré-fiches (default: all); a smaller number withdraws the last ones.
    /// </summary>
    public async Task Save(
        DateTimeOffset startsAt,
        int? preFiches = null,
        IReadOnlyList<PrefetchRule>? rules = null,
        AutoConfirm? autoConfirm = null
    ) => (await Carer.Put(Path(), Body(startsAt, preFiches, rules, autoConfirm))).ShouldBe(HttpStatusCode.Accepted);

    /// <summary>What the DCC sends to save it.</summary>
    public JsonNode Body(
        DateTimeOffset startsAt,
        int? preFiches = null,
        IReadOnlyList<PrefetchRule>? rules = null,
        AutoConfirm? autoConfirm = null
    )
    {
        StartsAt = startsAt;
        var prefiches = Patients
            .Take(preFiches ?? Patients.Count)
            .Select((patient, at) => new { preFicheId = $"PF-{at + 1}", patient = patient.AsAsked() });
        return JsonSerializer.SerializeToNode(
            new
            {
                startsAt,
                prefiches,
                rules,
                autoConfirm,
            },
            ApiJson.Options
        )!;
    }

    /// <summary>The DCC corrects whose the first pré-fiche is.</summary>
    public Task Correct(KnownPatient patient, AutoConfirm? autoConfirm = null)
    {
        Patients = [patient, .. Patients.Skip(1)];
        return Save(StartsAt, autoConfirm: autoConfirm);
    }

    public async Task Cancel() => (await Carer.Delete(Path())).ShouldBe(HttpStatusCode.NoContent);

    /// <summary>The handle under which the carer's search finds a patient.</summary>
    public async Task<string> Find(KnownPatient patient)
    {
        var answer = (await Carer.SearchFor(patient.AsAsked(), Id)).ShouldBe(HttpStatusCode.OK);
        return (string)answer.Json["candidates"]!.AsArray()[0]!["patientId"]!;
    }

    /// <summary>The handles of all records that the carer's search finds for a patient.</summary>
    public async Task<IReadOnlyList<string>> FindAll(KnownPatient patient) =>
        [
            .. (await Carer.SearchFor(patient.AsAsked(), Id)).ShouldBe(HttpStatusCode.OK).Json["candidates"]!
                .AsArray()
                .Select(candidate => (string)candidate!["patientId"]!),
        ];

    /// <summary>The handles that the prefetch offers for a pré-fiche.</summary>
    public async Task<IReadOnlyList<string>> Candidates(int preFiche) =>
        [
            .. (await Carer.Get(Path(preFiche, "candidates"))).ShouldBe(HttpStatusCode.OK).Json["candidates"]!
                .AsArray()
                .Select(candidate => (string)candidate!["patientId"]!),
        ];

    /// <summary>Searches the patient of a pré-fiche, chooses the first candidate, gives its handle.</summary>
    public async Task<string> Choose(int preFiche)
    {
        var patientId = await Find(Patients[preFiche - 1]);
        (await TryChoose(preFiche, patientId)).ShouldBe(HttpStatusCode.OK);
        return patientId;
    }

    /// <summary>What is answered to the choice of these handles.</summary>
    public Task<Answer> TryChoose(int preFiche, params string[] patientIds) =>
        Carer.Put(Path(preFiche, "identity"), patientIds is [var patientId] ? new { patientId } : new { patientIds });

    public async Task<Answer> Attach(int preFiche, string studyUid) =>
        (await TryAttach(preFiche, studyUid)).ShouldBe(HttpStatusCode.Accepted);

    public Task<Answer> TryAttach(int preFiche, string studyUid) => Carer.Put(Path(preFiche, $"studies/{studyUid}"));

    public async Task Detach(int preFiche, string studyUid) =>
        (await Carer.Delete(Path(preFiche, $"studies/{studyUid}"))).ShouldBe(HttpStatusCode.NoContent);

    /// <summary>Chooses and attaches every study of a pré-fiche's patient.</summary>
    public async Task Prepare(int preFiche)
    {
        await Choose(preFiche);
        foreach (var study in Patients[preFiche - 1].Studies)
        {
            await Attach(preFiche, study.Uid);
        }
    }

    /// <summary>What is answered to a wish for several studies of the first pré-fiche.</summary>
    public Task<Answer> TryAttachAll(object wish) => Carer.Post(Path(1, "studies"), wish);

    /// <summary>The studies of a pré-fiche, as on the day of the RCP.</summary>
    public async Task<PreFicheStudiesAnswer> Studies(int preFiche) =>
        Read<PreFicheStudiesAnswer>(await Carer.Get(Path(preFiche, "studies")));

    /// <summary>What is answered to the question for the timeline of the first pré-fiche.</summary>
    public Task<Answer> TryTimeline(string query = "") => Carer.Get($"{Path(1, "timeline")}?{query}");

    public async Task<TimelineAnswer> Timeline(string query = "") => Read<TimelineAnswer>(await TryTimeline(query));

    public async Task<Board> Board() => Read<Board>(await Carer.Get(Path()));

    /// <summary>The state of a study on the board, or null.</summary>
    public async Task<RepatriationState?> StateOf(string studyUid) =>
        (await Board()).Prefiches.SelectMany(p => p.Studies).FirstOrDefault(s => s.StudyUid == studyUid)?.State;

    /// <summary>
    /// Waits until a study is in one of these states, in real time; where the clock is the test's, its world waits.
    /// </summary>
    public Task<RepatriationState?> Becomes(string studyUid, params RepatriationState[] states) =>
        Eventually.Becomes(
            () => StateOf(studyUid),
            state => state is { } now && states.Contains(now),
            $"{studyUid} to be {string.Join(" or ", states)}"
        );

    private static T Read<T>(Answer answer) =>
        JsonSerializer.Deserialize<T>(answer.ShouldBe(HttpStatusCode.OK).Text, ApiJson.Options)!;

    private string Path() => $"rcps/{Id}";

    private string Path(int preFiche, string what) => $"{Path()}/prefiches/PF-{preFiche}/{what}";
}
