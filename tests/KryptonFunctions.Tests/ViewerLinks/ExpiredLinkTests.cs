using System.Net;
using System.Net.Http.Json;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using Runner.Dcc;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.ViewerLinks;

/// <summary>
/// A link is asked for and opened over HTTP; only the two minutes in between are the test's, so the functions run in
/// its process.
/// </summary>
[Collection(PrefetchStorage.OneAtATime)]
public sealed class ExpiredLinkTests(PrefetchStorage storage) : IAsyncLifetime
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private DccStandIn dcc = null!;
    private PrefetchWorld world = null!;

    [Fact]
    public async Task AfterTwoMinutesALinkIsGoneAndLeadsNowhere()
    {
        var (kept, late) = (await GivenLink(), await GivenLink());

        world.Clock.Advance(TimeSpan.FromSeconds(119));
        using var opened = await http.GetAsync(kept, TestContext.Current.CancellationToken);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        using var refused = await http.GetAsync(late, TestContext.Current.CancellationToken);

        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        refused.Headers.Location.ShouldBeNull();
        (await Answer.FromAsync(refused)).ShouldBeProblem(HttpStatusCode.Gone, "link-expired");
    }

    public async ValueTask InitializeAsync()
    {
        dcc = await DccStandIn.StartAsync(0, cancellationToken: TestContext.Current.CancellationToken);
        var itself = new Dictionary<string, string?>
        {
            ["Dcc:Issuer"] = DccStandIn.Issuer,
            ["Dcc:JwksUrl"] = $"{dcc.Address}jwks",
        };
        world = await PrefetchWorld.StartAsync(storage, new WorldSettings { More = itself });
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        await dcc.DisposeAsync();
        http.Dispose();
    }

    private async Task<Uri> GivenLink()
    {
        var patient = world.GivenPatient(new KnownStudy { Availability = "ONLINE" });
        using var token = await http.PostAsJsonAsync(
            new Uri(dcc.Address, "/token"),
            new
            {
                user = "dr.martin",
                roles = new[] { "care" },
                careOf = new[] { "RCP-LATE" },
            },
            TestContext.Current.CancellationToken
        );
        var carer = new DccCaller(
            http,
            world.Host.BaseAddress,
            (await Answer.FromAsync(token)).ShouldBe(HttpStatusCode.OK).Read<TokenAnswer>().AccessToken
        );
        var found = (await carer.SearchFor(patient.AsAsked(), "RCP-LATE")).ShouldBe(HttpStatusCode.OK);
        var wish = new
        {
            context = new { rcpId = "RCP-LATE" },
            patientId = (string)found.Json["candidates"]![0]!["patientId"]!,
            studyUids = new[] { patient.Studies[0].Uid },
            layout = "single",
            viewer = "web",
        };
        var link = new Uri(
            (string)(await carer.Post("viewer-links", wish)).ShouldBe(HttpStatusCode.Created).Json["url"]!
        );
        return new Uri(world.Host.BaseAddress, link.PathAndQuery);
    }
}
