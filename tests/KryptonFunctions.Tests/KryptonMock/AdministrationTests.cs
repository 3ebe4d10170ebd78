using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.KryptonMock;

public sealed class AdministrationTests
{
    [Fact]
    public async Task EveryRequestIsRecordedWithoutItsToken()
    {
        await using var mock = await MockFixture.StartAsync();
        await mock.SearchAsync(("family", "DUPONT"), ("birthdate", "1954-03-12"));
        await mock.GetAsync("/nowhere");
        var log = await mock.AdminAsync(HttpMethod.Get, "requests");
        log.Json["counts"]!.ToJsonString().ShouldBe("""{"token":1,"patientSearch":1,"unknown":1}""");
        log.Text.ShouldContain("family=DUPONT");
        log.Text.ShouldNotContain(mock.Http.DefaultRequestHeaders.Authorization!.Parameter!);
        await mock.AdminAsync(HttpMethod.Delete, "requests");
        mock.Server.Requests.Count.ShouldBe(0);
    }

    [Fact]
    public async Task SettingsAreLaidOverThoseThatAre()
    {
        await using var mock = await MockFixture.StartAsync();
        await mock.AdminAsync(
            HttpMethod.Put,
            "settings",
            new { repatriationSeconds = 9, search = new { pageCap = 7 } }
        );
        mock.Server.Settings.RepatriationSeconds.ShouldBe(9);
        mock.Server.Settings.Search.PageCap.ShouldBe(7);
        mock.Server.Settings.Search.OrLists.ShouldBeTrue();
        (await mock.AdminAsync(HttpMethod.Put, "settings", new { pageCap = 7 })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task PatientsAndStudiesCanBeAddedWhileItRuns()
    {
        await using var mock = await MockFixture.StartAsync();
        await mock.AdminAsync(
            HttpMethod.Post,
            "patients",
            new[] { Records.Patient("new", "NOUVEAU", "ANNE", ipp: "77"), Records.Study("1.9.1", "new") }
        );
        (await mock.GetAsync("/fhir/Patient?identifier=77")).Ids.ShouldBe(["new"]);
        await mock.AdminAsync(HttpMethod.Post, "patients", Records.Patient("new", "MARIEE", "ANNE", ipp: "77"));
        (await mock.SearchAsync(("family", "NOUVEAU"), ("birthdate", "1954"))).Total.ShouldBe(0);
        (await mock.GetAsync("/dicomweb/studies?PatientID=77")).Json.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task LateSeriesShowInTheIndexBeforeTheyAreOnTheCentralServer()
    {
        await using var mock = await MockFixture.StartAsync(
            new()
            {
                Resources =
                [
                    Records.Patient("a", "DUPONT", "ANNE"),
                    Records.Study("1.2.3.1", "a", availability: "ONLINE"),
                ],
            }
        );
        var study = await mock.AdminAsync(HttpMethod.Post, "studies/1.2.3.1", new { instances = 120 });
        study.Json["onCentral"]!.GetValue<int>().ShouldBe(100);
        study.Json["availability"]!.ToString().ShouldBe("nearline");
    }

    [Fact]
    public async Task AnAuditEventIsKeptOnceForItsKey()
    {
        await using var mock = await MockFixture.StartAsync();
        (await Post("01J1")).ShouldBe(201);
        (await Post("01J1")).ShouldBe(200);
        (await Post("01J2")).ShouldBe(201);
        (await mock.AdminAsync(HttpMethod.Get, "audit")).Json["count"]!.GetValue<int>().ShouldBe(2);

        async Task<int> Post(string id)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/fhir/AuditEvent")
            {
                Content = new StringContent("""{"resourceType":"AuditEvent"}"""),
            };
            request.Headers.Add("If-None-Exist", $"identifier=https://krypton-dcc/trace|{id}");
            return (await mock.SendAsync(request)).Status;
        }
    }

    [Fact]
    public async Task The87EstablishmentsComeInPages()
    {
        await using var mock = await MockFixture.StartAsync();
        var page = await mock.GetAsync("/fhir/Organization?_count=50");
        page.Total.ShouldBe(87);
        var second = await mock.GetAsync(page.Link("next")!);
        page.Ids.Concat(second.Ids).Distinct().Count().ShouldBe(87);
        second.Link("next").ShouldBeNull();
    }
}
