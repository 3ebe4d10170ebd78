using System.Net;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.ViewerLinks;

/// <summary>
/// A link is asked for and opened over HTTP; only the two minutes in between are the test's, so the functions run in
/// its process.
/// </summary>
[Collection(Worlds.Accesses)]
public sealed class ExpiredLinkTests(PrefetchStorage storage) : IAsyncLifetime
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
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

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        http.Dispose();
    }

    private async Task<Uri> GivenLink()
    {
        var patient = world.GivenPatient(new KnownStudy { Availability = "ONLINE" });
        var carer = world.CarerOverHttp;
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
