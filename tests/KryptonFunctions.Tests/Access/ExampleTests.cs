using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonFunctions.Access;
using KryptonFunctions.Rcps.Notifications;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>
/// Every operation of the OpenAPI text shows a call as a run recorded it: this story. <c>KRYPTON_WRITE_EXAMPLES=1</c>
/// records it anew; without it the story must still give answers of the recorded form.
/// </summary>
public sealed class ExampleTests(LocalKrypton local)
{
    private static readonly string Recorded = Path.Combine(TestSettings.Folder, "functions/OpenApi/examples.json");

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly KnownPatient Patient = new()
    {
        Id = "kp-exemple-1",
        BirthName = "Quintrec-Aumasson",
        GivenName = "Odelinde",
        BirthDate = "1957-03-14",
        Ipp = "900000123",
        Studies =
        [
            new KnownStudy { Uid = "1.2.250.1.999.77.1.1", Availability = "ONLINE" },
            new KnownStudy { Uid = "1.2.250.1.999.77.1.2", Modality = "MR" },
        ],
    };

    [Fact]
    public async Task EveryOperationHasAnExampleOfARun()
    {
        var now = await RecordAsync();
        if (Environment.GetEnvironmentVariable("KRYPTON_WRITE_EXAMPLES") == "1")
        {
            await File.WriteAllTextAsync(
                Recorded,
                now.ToJsonString(Readable) + "\n",
                TestContext.Current.CancellationToken
            );
            return;
        }

        var kept = JsonNode
            .Parse(await File.ReadAllTextAsync(Recorded, TestContext.Current.CancellationToken))!
            .AsObject();
        Forms(now).ShouldBe(Forms(kept), "Record the examples anew: KRYPTON_WRITE_EXAMPLES=1.");
        DescribedApi.Document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (string)operation.Value!["operationId"]!))
            .Except(now.Select(example => example.Key))
            .ShouldBeEmpty("Let the story make a call of each operation.");
        kept.ToJsonString().ShouldNotContain(TestSettings.Folder);
    }

    [Fact]
    public void WhatTheExamplesShowIsWhatTheSchemasSay()
    {
        foreach (var (name, example) in ExamplesByOperation())
        {
            DescribedApi.Differences(example.Schema, example.Value).ShouldBeEmpty(name);
        }
    }

    /// <summary>Names of the first level: what is inside hangs on who else uses the app meanwhile.</summary>
    private static IEnumerable<string> Forms(JsonObject examples) =>
        examples.Select(example =>
            $"{example.Key} {example.Value!["status"]} {Names(example.Value["body"])} {Names(example.Value["answer"])}"
        );

    private static string Names(JsonNode? json) =>
        json is JsonObject found ? string.Join(',', found.Select(property => property.Key)) : "-";

    private static IEnumerable<(string Name, (JsonNode Schema, JsonNode Value) Example)> ExamplesByOperation() =>
        from path in DescribedApi.Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        from media in Media(operation.Value!)
        let example = media["example"]
        where example is not null
        select ((string)operation.Value!["operationId"]!, (media["schema"]!, example));

    private static IEnumerable<JsonNode> Media(JsonNode operation) =>
        operation["responses"]!
            .AsObject()
            .Select(answer => DescribedApi.Resolve(answer.Value!)["content"]?["application/json"])
            .Append(operation["requestBody"]?["content"]?["application/json"])
            .OfType<JsonNode>();

    private async Task<JsonObject> RecordAsync()
    {
        using var recorder = new ExampleRecorder(
            new ContractHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
        );
        using var http = new HttpClient(recorder);
        await local.Krypton.Knows(Patient);
        var rcpId = LocalKrypton.NewId("RCP");
        var user = LocalKrypton.NewId("dr");
        var carer = await As(http, user, "care", rcpId);
        var rcp = new GivenRcp(rcpId, carer, Patient);
        await PrepareAsync(rcp);
        await ViewAsync(http, rcp);
        await AuditAsync(http, rcp);
        await rcp.Detach(1, rcp.UidOf(1));
        await rcp.Cancel();
        return recorder.Examples(
            (rcpId, "RCP-DIGESTIF-48"),
            (user, "dr.martin"),
            (local.Functions.ToString().TrimEnd('/'), "https://krypton-dcc.example"),
            (local.Functions.Authority, "krypton-dcc.example")
        );
    }

    private static async Task PrepareAsync(GivenRcp rcp)
    {
        (await rcp.Carer.Get("structures")).ShouldBe(HttpStatusCode.OK);
        await rcp.Save(DateTimeOffset.UtcNow.AddDays(2));
        await ChangeAsync(rcp.Carer, $"rcps/{rcp.Id}/prefiches/PF-1");
        await RefuseAsync(rcp);
        await Eventually.Becomes(() => rcp.Candidates(1), found => found.Count > 0, "the candidate");
        await rcp.Choose(1);
        var patientId = (await rcp.Candidates(1))[0];
        (await rcp.Carer.Get($"patients/{patientId}/studies?rcpId={rcp.Id}&preFicheId=PF-1")).ShouldBe(
            HttpStatusCode.OK
        );
        await rcp.Attach(1, Patient.Studies[0].Uid);
        (await rcp.Carer.Post($"rcps/{rcp.Id}/prefiches/PF-1/studies", new { latestOfEachModality = true })).ShouldBe(
            HttpStatusCode.Accepted
        );

        await rcp.Becomes(Patient.Studies[1].Uid, RepatriationState.Completed);
        await rcp.Studies(1);
        (await rcp.Carer.Get($"rcps/{rcp.Id}/prefiches/PF-1/timeline")).ShouldBe(HttpStatusCode.OK);
        await PollAsync(rcp);
        (await rcp.Carer.Get("rcps")).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task RefuseAsync(GivenRcp rcp)
    {
        (await rcp.TryAttach(1, rcp.UidOf(1))).ShouldBeProblem(HttpStatusCode.Conflict, "identity-not-chosen");
        (await rcp.Carer.SearchFor(new { Patient.BirthName, birthDate = "14/03/1957" }, rcp.Id)).ShouldBeProblem(
            HttpStatusCode.BadRequest,
            "invalid-request"
        );
    }

    /// <summary>The board, and that it is still the same.</summary>
    private static async Task PollAsync(GivenRcp rcp) =>
        await Eventually.Becomes(
            async () =>
            {
                var board = await rcp.Carer.Get($"rcps/{rcp.Id}");
                return await rcp.Carer.Get($"rcps/{rcp.Id}", ifNoneMatch: $"{board.Headers.ETag}");
            },
            again => again.Status == HttpStatusCode.NotModified,
            "an unchanged board"
        );

    /// <summary>The DCC learns where the patient was born.</summary>
    private static async Task ChangeAsync(DccCaller carer, string preFiche)
    {
        (await carer.Put(preFiche, new { patient = Patient.AsAsked() })).ShouldBe(HttpStatusCode.Accepted);
        (await carer.Patch(preFiche, new { patient = new { birthPlaceInsee = "33063" } })).ShouldBe(
            HttpStatusCode.Accepted
        );
    }

    private async Task ViewAsync(HttpClient http, GivenRcp rcp)
    {
        var link = (
            await rcp.Carer.Post(
                "viewer-links",
                new
                {
                    context = new { rcpId = rcp.Id, preFicheId = "PF-1" },
                    studyUids = Patient.Studies.Select(study => study.Uid),
                    layout = "compare",
                    viewer = "web",
                }
            )
        ).ShouldBe(HttpStatusCode.Created);
        using var opened = await http.GetAsync(
            new Uri((string)link.Json["url"]!),
            TestContext.Current.CancellationToken
        );
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private async Task AuditAsync(HttpClient http, GivenRcp rcp)
    {
        var anybody = new DccCaller(http, local.Functions, token: null);
        (await anybody.Get("health/live")).ShouldBe(HttpStatusCode.OK);
        (await anybody.Get("/api/openapi.json")).ShouldBe(HttpStatusCode.OK);
        (await NotifyAsync(http)).ShouldBe(HttpStatusCode.Accepted);
        var admin = await As(http, LocalKrypton.NewId("admin"), "network-admin");
        await Eventually.Becomes(() => admin.Get("health/ready"), a => a.Status == HttpStatusCode.OK, "ready");
        (await admin.Get("activity")).ShouldBe(HttpStatusCode.OK);
        (await admin.Post("traces/forwarding/retry", new { })).ShouldBe(HttpStatusCode.OK);
        var auditor = await As(http, LocalKrypton.NewId("auditor"), "auditor");
        await Eventually.Becomes(
            () => auditor.Get($"traces?rcpId={rcp.Id}"),
            answer => answer.Json["traces"]!.AsArray().Count >= 3,
            "the traces"
        );
        (await auditor.Post("traces/searches", new { kryptonId = Patient.Id, limit = 3 })).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<DccCaller> As(HttpClient http, string user, string role, params string[] careOfRcp) =>
        new(http, local.Functions, await local.TokenFor(user, [role], careOfRcp));

    private async Task<Answer> NotifyAsync(HttpClient http)
    {
        const string Task = """{"resourceType":"Task","id":"t-exemple","status":"completed","intent":"order"}""";
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(local.Functions, "/api/v1/krypton/notifications")
        )
        {
            Content = new StringContent(Task, Encoding.UTF8, "application/fhir+json"),
        };
        request.Headers.Add(
            "X-Krypton-Signature",
            NotificationSignature.Make(
                Encoding.UTF8.GetBytes(Task),
                DevelopmentKeys.Secret(AppEnvironment.Local, DevelopmentSecret.Notification),
                DateTimeOffset.UtcNow
            )
        );
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.FromAsync(response);
    }
}
