using System.Net;
using System.Text.Json.Nodes;

namespace KryptonFunctions.Tests.Fixture;

/// <summary>A meeting of a test, with the verbs of the main job.</summary>
/// <param name="Id">The RCP's id.</param>
/// <param name="Carer">Who takes part in its care.</param>
/// <param name="Patients">Of the pré-fiches <c>PF-1</c>, <c>PF-2</c>…, in order.</param>
public sealed record GivenRcp(string Id, DccCaller Carer, IReadOnlyList<KnownPatient> Patients)
{
    /// <summary>The handle under which the carer's search finds a patient.</summary>
    public async Task<string> Find(KnownPatient patient)
    {
        var answer = (await Carer.SearchFor(patient.AsAsked(), Id)).ShouldBe(HttpStatusCode.OK);
        return (string)answer.Json["candidates"]!.AsArray()[0]!["patientId"]!;
    }

    /// <summary>Searches the patient of a pré-fiche, chooses the first candidate, gives its handle.</summary>
    public async Task<string> Choose(int preFiche)
    {
        var patientId = await Find(Patients[preFiche - 1]);
        (await Carer.Put($"rcps/{Id}/prefiches/PF-{preFiche}/identity", new { patientId })).ShouldBe(HttpStatusCode.OK);
        return patientId;
    }

    public Task<Answer> Attach(int preFiche, string studyUid) =>
        Carer.Put($"rcps/{Id}/prefiches/PF-{preFiche}/studies/{studyUid}");

    public async Task<JsonNode> Board() => (await Carer.Get($"rcps/{Id}")).ShouldBe(HttpStatusCode.OK).Json;

    /// <summary>The state of a study on the board, or null.</summary>
    public async Task<string?> StateOf(string studyUid) =>
        (string?)
            (await Board())["prefiches"]!
                .AsArray()
                .SelectMany(prefiche => prefiche!["studies"]!.AsArray())
                .FirstOrDefault(study => (string?)study!["studyUid"] == studyUid)
                ?["state"];

    /// <summary>Waits until a study is in one of these states.</summary>
    public Task<string?> Becomes(string studyUid, params string[] states) =>
        Eventually.Becomes(
            () => StateOf(studyUid),
            state => states.Contains(state),
            $"{studyUid} to be {string.Join(" or ", states)}"
        );
}
