using System.Net;
using System.Text.Json.Nodes;
using AzuriteServer;
using KryptonFunctions.Tests.Fixture;
using Runner;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Traces;

/// <summary>
/// What users do can be read by an auditor, and counted by an administrator; without a trace there is no data.
/// </summary>
public sealed class TracesOverHttpTests(LocalKrypton local)
{
    [Fact]
    public async Task AnAuditorFollowsAnRcpToItsPatientAndToWhatWasDoneOnIt()
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        await rcp.Choose(1);
        var auditor = await local.GivenAuditor();

        var chosen = (await TracesUntil(auditor, $"rcpId={rcp.Id}", "candidateChosen")).First(t =>
            (string)t!["action"]! == "candidateChosen"
        )!;
        var ofPatient = await TracesUntil(auditor, $"patientId={chosen["patientId"]}", "candidateChosen");

        ofPatient.ShouldAllBe(t =>
            t!["records"]!.AsArray().Append(t["patientId"]).Any(id => $"{id}" == $"{chosen["patientId"]}")
        );
        ((string)chosen["user"]!["subjectNameId"]!).Length.ShouldBe(12);
        ((string)chosen["reason"]!).ShouldBe("TREAT");
        ofPatient.ToString().ShouldNotContain(patient.Id);
    }

    [Fact]
    public async Task AHandleOfAnotherUserNeedsThatUsersNameAndTheRcp()
    {
        var patient = await local.GivenPatient();
        var rcpId = LocalKrypton.NewId("RCP");
        var user = LocalKrypton.NewId("dr");
        var carer = local.GivenSomebodyWith(await local.TokenFor(user, ["care"], rcpId));
        var handle = (string)
            (await carer.SearchFor(patient.AsAsked(), rcpId)).ShouldBe(HttpStatusCode.OK).Json["candidates"]![0]![
                "patientId"
            ]!;
        var auditor = await local.GivenAuditor();

        (await auditor.Get($"traces?patientId={handle}")).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request");
        (await auditor.Get($"traces?patientId={handle}&issuedTo={user}")).ShouldBe(HttpStatusCode.BadRequest);
        (await auditor.Get($"traces?patientId={handle}&issuedTo={user}&issuedIn=RCP-OTHER")).ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await auditor.Get($"traces?patientId={handle}&issuedTo={user}&issuedIn={rcpId}")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("traces")]
    [InlineData("traces?user=a&rcpId=b")]
    [InlineData("traces?user=a&limit=0")]
    [InlineData("traces?user=a&limit=201")]
    [InlineData("traces?user=a&cursor=invented")]
    [InlineData("traces?user=a&from=2026-13-01")]
    [InlineData("traces?user=a&from=2024-01-01&to=2026-01-01")]
    [InlineData("traces?user=a&from=0001-01-01")]
    [InlineData("traces?patientId=kp-invented")]
    [InlineData("traces?day=2026-11-31")]
    [InlineData("traces?day=0001-01-01")]
    [InlineData("traces?day=2026-11-24&user=a")]
    [InlineData("traces?day=2026-11-24&from=2026-11-24")]
    [InlineData("traces?day=2026-11-24&action=3")]
    [InlineData("traces?day=2026-11-24&action=LinkOpened")]
    [InlineData("traces?user=a&action=linkOpened")]
    public async Task AQuestionThatMakesNoSenseIsRefused(string path) =>
        (await (await local.GivenAuditor()).Get(path)).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request");

    [Fact]
    public async Task AnAuditorReadsADay()
    {
        var rcp = await local.GivenRcp(await local.GivenPatient());
        var day = await OneDay.Of(() => rcp.Choose(1));

        var traces = await TracesUntil(
            await local.GivenAuditor(),
            $"day={day}&action=candidateChosen",
            "candidateChosen"
        );

        traces.ShouldAllBe(t => (string)t!["action"]! == "candidateChosen");
    }

    [Fact]
    public async Task TheLastDayOfAPeriodIsInItToItsEnd()
    {
        var id = "";
        var day = await OneDay.Of(async () =>
        {
            var rcp = await local.GivenRcp(await local.GivenPatient());
            await rcp.Choose(1);
            id = rcp.Id;
        });
        var auditor = await local.GivenAuditor();

        await TracesUntil(auditor, $"rcpId={id}&to={day}", "candidateChosen");
        await TracesUntil(auditor, $"rcpId={id}&from={day}&to={day}", "candidateChosen");
        (await auditor.Get($"traces?rcpId={id}&to={day}T00:00:00Z")).ShouldBe(HttpStatusCode.OK).Json["traces"]!
            .AsArray()
            .ShouldNotContain(trace => (string)trace!["action"]! == "candidateChosen");
    }

    [Fact]
    public async Task AnAdministratorGivesFailedMessagesAnotherTryAndThatIsTraced()
    {
        (await (await local.GivenAuditor()).Post("traces/forwarding/retry", new { })).ShouldBeProblem(
            HttpStatusCode.Forbidden,
            "role"
        );

        var admin = await local.GivenNetworkAdmin();
        var day = await OneDay.Of(async () =>
        {
            var answer = (await admin.Post("traces/forwarding/retry", new { })).ShouldBe(HttpStatusCode.OK);
            ((int)answer.Json["messages"]!).ShouldBeGreaterThanOrEqualTo(0);
        });

        await TracesUntil(await local.GivenAuditor(), $"day={day}&action=forwardingRetried", "forwardingRetried");
    }

    [Fact]
    public async Task TheFiguresCountWhatWasDoneWithoutNamingAPatient()
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        var day = await OneDay.Of(() => rcp.Choose(1));
        var admin = await local.GivenNetworkAdmin();

        var figures = await Eventually.Becomes(
            async () => (await admin.Get($"activity?from={day[..7]}")).ShouldBe(HttpStatusCode.OK),
            a => a.Json["rcps"]!.AsArray().Any(r => (string)r!["key"]! == rcp.Id && (int)r["searches"]! >= 1),
            "the search in the figures"
        );

        figures.Text.ShouldNotContain(patient.Id);
        (await admin.Get("activity?from=2026-01&to=2027-06")).ShouldBeProblem(
            HttpStatusCode.BadRequest,
            "invalid-request"
        );
    }

    [Fact]
    public async Task TheFiguresComeAsATableForASpreadsheet()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(local.Functions, "/api/v1/activity"));
        request.Headers.Authorization = new(
            "Bearer",
            await local.TokenFor(LocalKrypton.NewId("admin"), ["network-admin"])
        );
        request.Headers.Accept.ParseAdd("text/csv");

        using var response = await local.Http.SendAsync(request, TestContext.Current.CancellationToken);

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldStartWith(
            "by,key,searches,"
        );
    }

    [Fact]
    public async Task WithoutStorageNoDataIsGivenAndTheAppSaysThatItIsNotReady()
    {
        Assert.SkipWhen(local.Stack is null, "The functions run elsewhere; their storage is not ours to stop.");
        var azurite = await Azurite.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        var shared = local.Stack;
        await using var stack = await LocalStack.StartAsync(
            new StackOptions
            {
                WithBackends = false,
                Ports = new StackPorts(
                    azurite.Ports.Blob,
                    azurite.Ports.Queue,
                    azurite.Ports.Table,
                    shared.Mock.Port,
                    shared.Dcc.Port,
                    0
                ),
                Log = _ => { },
            },
            TestContext.Current.CancellationToken
        );
        var rcpId = LocalKrypton.NewId("RCP");
        var carer = new DccCaller(
            local.Http,
            stack.Functions,
            await local.TokenFor(LocalKrypton.NewId("dr"), ["care"], rcpId)
        );
        var patient = await local.GivenPatient();
        await local.FirstSearch(carer, patient, rcpId);

        await azurite.DisposeAsync();

        var refused = (await carer.SearchFor(patient.AsAsked(), rcpId)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.ContentType.ShouldBe("application/problem+json");
        refused.Text.ShouldNotContain(patient.BirthName, Case.Insensitive);
        (await carer.Get("structures")).ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "trace-unavailable");
        (await carer.Get("health/ready")).ShouldBe(HttpStatusCode.ServiceUnavailable).Json["storage"]!
            .GetValue<bool>()
            .ShouldBeFalse();
        (await carer.Get("health/live")).ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<JsonArray> TracesUntil(DccCaller auditor, string question, string action) =>
        (
            await Eventually.Becomes(
                async () => (await auditor.Get($"traces?{question}&limit=200")).ShouldBe(HttpStatusCode.OK),
                a => a.Json["traces"]!.AsArray().Any(t => (string)t!["action"]! == action),
                $"a trace {action}"
            )
        ).Json["traces"]!.AsArray();
}
