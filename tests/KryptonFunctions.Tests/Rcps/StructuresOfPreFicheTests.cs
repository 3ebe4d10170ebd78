using System.Net;
using System.Text.Json.Nodes;
using KryptonFunctions.Rcps.Rules;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>
/// One person has a record at each of several establishments: nothing but the establishment tells the rows apart.
/// </summary>
public sealed class StructuresOfPreFicheTests(LocalKrypton krypton)
{
    private static readonly string[] Sites =
    [
        "330781196 CHU de Bordeaux",
        "330990078 CH de Libourne",
        "330990144 CH d'Arcachon",
        "330990219 CH Sud-Gironde",
    ];

    [Fact]
    public async Task CandidatesOfThePrefetchNameTheEstablishmentOfEachRecordAsTheSearchDoes()
    {
        var rcp = await krypton.GivenRcp(await GivenPersonWithARecordAtEachSite());

        var found = await Eventually.Becomes(
            () => rcp.Carer.Get($"rcps/{rcp.Id}/prefiches/PF-1/candidates"),
            answer => (string?)answer.Json["identity"] == "awaitingChoice",
            "the candidates to be found"
        );

        EstablishmentsOf(found).ShouldBe(Sites, ignoreOrder: true);
        EstablishmentsOf(await rcp.Carer.SearchFor(rcp.Patients[0].AsAsked(), rcp.Id))
            .ShouldBe(Sites, ignoreOrder: true);
    }

    [Theory]
    [InlineData(RuleAction.Order, "studies")]
    [InlineData(RuleAction.Propose, "proposals")]
    public async Task StudiesThatARuleBroughtNameTheirEstablishment(RuleAction action, string list)
    {
        var patient = await GivenPersonWithARecordAtEachSite();
        var rcp = new GivenRcp(LocalKrypton.NewId("RCP"), await krypton.GivenCarer("*"), patient);
        await rcp.Save(
            DateTimeOffset.UtcNow.AddDays(2),
            rules: [new PrefetchRule { Modalities = ["CT"], Action = action }]
        );
        await ChooseAll(rcp);

        var studies = await Eventually.Becomes(
            async () => (await PreFicheStudies(rcp))[list]!.AsArray(),
            found => found.Count == Sites.Length,
            "the rule to bring the studies"
        );

        StructuresOf(studies).ShouldBe(Sites, ignoreOrder: true);
    }

    [Fact]
    public async Task AttachedStudiesNameTheirEstablishmentOnTheBoardAndInThePreFicheAsTheListDoes()
    {
        var rcp = await krypton.GivenRcp(await GivenPersonWithARecordAtEachSite());
        var handles = await ChooseAll(rcp);

        var listed = new List<JsonNode>();
        foreach (var handle in handles)
        {
            var page = await rcp.Carer.Get($"patients/{handle}/studies?rcpId={rcp.Id}&preFicheId=PF-1");
            listed.AddRange(page.ShouldBe(HttpStatusCode.OK).Json["studies"]!.AsArray().OfType<JsonNode>());
        }

        // The records of a pré-fiche are one patient: each handle lists all their studies.
        listed = [.. listed.DistinctBy(study => (string)study["studyUid"]!, StringComparer.Ordinal)];
        var answers = new List<JsonNode>();
        foreach (var study in listed)
        {
            answers.Add((await rcp.Attach(1, (string)study["studyUid"]!)).Json);
        }

        var board = (await rcp.Carer.Get($"rcps/{rcp.Id}")).ShouldBe(HttpStatusCode.OK).Json;
        StructuresOf(listed).ShouldBe(Sites, ignoreOrder: true);
        StructuresOf(answers).ShouldBe(Sites, ignoreOrder: true);
        StructuresOf(board["prefiches"]![0]!["studies"]!.AsArray()).ShouldBe(Sites, ignoreOrder: true);
        var kept = (await PreFicheStudies(rcp))["studies"]!.AsArray();
        StructuresOf(kept).ShouldBe(Sites, ignoreOrder: true);
        StructuresOf(kept.Select(study => study!["repatriation"])).ShouldBe(Sites, ignoreOrder: true);
    }

    /// <summary>The images say nothing of where they were made; the record's authority does.</summary>
    private async Task<KnownPatient> GivenPersonWithARecordAtEachSite()
    {
        var person = new KnownPatient();
        KnownPatient[] records =
        [
            .. Sites.Select(site =>
                person with
                {
                    Id = $"{person.Id}-{site[..9]}",
                    Finess = site[..9],
                    Studies = [new KnownStudy { Institution = null }],
                }
            ),
        ];
        await krypton.Krypton.Knows(records);
        return records[0];
    }

    private static async Task<IReadOnlyList<string>> ChooseAll(GivenRcp rcp)
    {
        var found = (await rcp.Carer.SearchFor(rcp.Patients[0].AsAsked(), rcp.Id)).ShouldBe(HttpStatusCode.OK);
        string[] handles = [.. found.Json["candidates"]!.AsArray().Select(c => (string)c!["patientId"]!)];
        handles.Length.ShouldBe(Sites.Length);
        (await rcp.TryChoose(1, handles)).ShouldBe(HttpStatusCode.OK);
        return handles;
    }

    private static async Task<JsonNode> PreFicheStudies(GivenRcp rcp) =>
        (await rcp.Carer.Get($"rcps/{rcp.Id}/prefiches/PF-1/studies")).ShouldBe(HttpStatusCode.OK).Json;

    private static IEnumerable<string> EstablishmentsOf(Answer answer) =>
        answer.ShouldBe(HttpStatusCode.OK).Json["candidates"]!
            .AsArray()
            .Select(candidate => candidate!["identity"]!["identifiers"]![0]!)
            .Select(ipp => $"{ipp["finess"]} {ipp["structure"]}");

    private static IEnumerable<string> StructuresOf(IEnumerable<JsonNode?> studies) =>
        studies.Select(study => $"{study!["structure"]?["finess"]} {study["structure"]?["name"]}");
}
