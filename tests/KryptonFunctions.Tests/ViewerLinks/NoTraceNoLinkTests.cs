using System.Net;
using Azure.Data.Tables;
using AzuriteServer;
using KryptonFunctions.Tests.Fixture;
using Runner;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.ViewerLinks;

/// <summary>
/// Functions whose traces alone cannot be written, all other storage being there: no access without a trace.
/// </summary>
public sealed class NoTraceNoLinkTests(LocalKrypton local)
{
    [Fact]
    public async Task WithoutATraceNoLinkIsGivenAndNoneOpensUntilTracesAreWrittenAgain()
    {
        Assert.SkipWhen(local.Stack is null, "The functions run elsewhere; their storage is not ours to break.");
        await using var azurite = await Azurite.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        var options = new StackOptions
        {
            WithBackends = false,
            Ports = new StackPorts(
                azurite.Ports.Blob,
                azurite.Ports.Queue,
                azurite.Ports.Table,
                local.Stack.Mock.Port,
                local.Stack.Dcc.Port,
                0
            ),
            Log = _ => { },
        };
        await using var functions = await LocalStack.StartAsync(options, TestContext.Current.CancellationToken);
        var rcpId = LocalKrypton.NewId("RCP");
        var carer = new DccCaller(
            local.Http,
            functions.Functions,
            await local.TokenFor(LocalKrypton.NewId("dr"), ["care"], rcpId)
        );
        var patient = await local.GivenPatient();
        var found = await local.FirstSearch(carer, patient, rcpId);
        var wish = new
        {
            context = new { rcpId },
            patientId = (string)found.Json["candidates"]![0]!["patientId"]!,
            studyUids = new[] { patient.Studies[0].Uid },
            layout = "single",
            viewer = "web",
        };
        var link = new Uri(
            (string)(await carer.Post("viewer-links", wish)).ShouldBe(HttpStatusCode.Created).Json["url"]!
        );
        var traces = new TableServiceClient(azurite.ConnectionString).GetTableClient("Traces");

        await traces.DeleteAsync(TestContext.Current.CancellationToken);
        var given = await carer.Post("viewer-links", wish);
        var opened = await carer.Get(link.PathAndQuery);
        await traces.CreateAsync(TestContext.Current.CancellationToken);

        given.ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "trace-unavailable");
        given.Text.ShouldNotContain("viewer-links/");
        opened.ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "trace-unavailable").Headers.Location.ShouldBeNull();
        opened.Text.ShouldNotContain(patient.Studies[0].Uid);
        (await carer.Get(link.PathAndQuery))
            .ShouldBe(HttpStatusCode.Redirect)
            .Headers.Location!.Query.ShouldContain(patient.Studies[0].Uid);
    }
}
