using System.Net;
using System.Text.Json.Nodes;
using Lab.Population;
using Lab.Viewer;
using Shouldly;
using Xunit;

namespace Lab.Tests;

/// <summary>
/// Between a link and the images stands a gate: a launch token opens it once, for the studies of the link and nothing
/// else.
/// </summary>
public sealed class ViewerGateTests(RunningLab running)
{
    /// <summary>Of the same patient, in no link here.</summary>
    private const string SamePatients = "1.2.250.1.999.9.1.3";

    /// <summary>Another patient's.</summary>
    private const string Strangers = "1.2.250.1.999.9.1.4";
    private const string Own = OwnPatients.Large;

    /// <summary>{0} is a study outside of the link, {1} one of its series.</summary>
    private static readonly string[] Attacks =
    [
        "dicomweb/studies/{0}/series",
        "dicomweb/studies/{0}/metadata",
        "dicomweb/studies/{0}/series/{1}/metadata",
        "dicomweb/studies/{0}",
        "dicomweb/studies/{0}/rendered",
        "dicomweb/studies?StudyInstanceUID={0}",
        "dicomweb/studies?studyinstanceuid={0}",
        "dicomweb/studies?0020000D={0}",
        "dicomweb/studies?StudyInstanceUID=" + Own + ",{0}",
        "dicomweb/studies?StudyInstanceUID=" + Own + "&StudyInstanceUID={0}",
        "dicomweb/studies/" + Own + "/../{0}/series",
        "dicomweb/studies/" + Own + "/%2e%2e/{0}/series",
        "dicomweb/studies/" + Own + "%2f..%2f{0}/series",
        "dicomweb/studies/" + Own + "/series/..%2f..%2f{0}%2fseries",
        "dicomweb/studies/" + Own + ",{0}/series",
        "dicomweb/studies/" + Own + "/series/{1}/metadata",
        "dicomweb/studies/" + Own + "/series/{1}/instances",
        "dicomweb//studies/{0}/series",
        "dicomweb/series?StudyInstanceUID={0}",
        "dicomweb/instances?StudyInstanceUID={0}",
        "dicomweb/../../../instances",
    ];

    [Fact]
    public async Task TheStudyOfTheLinkIsGivenAndNoOther()
    {
        _ = running.Lab;
        using var rcp = await LabRcp.Given(running);
        var opened = await OpenedLink.Follow(await rcp.LinkTo(Own));

        var series = await Json(opened, $"dicomweb/studies/{Own}/series");
        var uid = (string)series[0]!["0020000E"]!["Value"]![0]!;
        var instances = await Json(opened, $"dicomweb/studies/{Own}/series/{uid}/metadata");
        instances.Count.ShouldBeGreaterThanOrEqualTo(500);
        instances.ToJsonString().ShouldNotContain("/dicom-web/", customMessage: "bulk data by way of the gate only");
        var image = (string)instances[0]!["00080018"]!["Value"]![0]!;
        using var frame = await opened.Get($"dicomweb/studies/{Own}/series/{uid}/instances/{image}/frames/1");
        frame.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await frame.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length.ShouldBeGreaterThan(
            1000
        );

        // Whatever is searched: the study of the link.
        foreach (
            var query in new[] { "", "?PatientID=LAB-0002", "?PatientName=*", "?limit=100", "?AccessionNumber=LAB0004" }
        )
        {
            var found = await Json(opened, $"dicomweb/studies{query}");
            found.ShouldHaveSingleItem()!["0020000D"]!["Value"]![0]!.ToString().ShouldBe(Own);
        }
    }

    [Theory]
    [InlineData(SamePatients)]
    [InlineData(Strangers)]
    public async Task NoWayLeadsToAnotherStudy(string other)
    {
        var seriesOfOther = await SeriesOf(other);
        using var rcp = await LabRcp.Given(running);
        var opened = await OpenedLink.Follow(await rcp.LinkTo(Own));
        foreach (var attack in Attacks)
        {
            var path = attack
                .Replace("{0}", other, StringComparison.Ordinal)
                .Replace("{1}", seriesOfOther, StringComparison.Ordinal);

            using var answer = await opened.Get(path);

            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            text.ShouldNotContain(seriesOfOther, customMessage: path);
            text.ShouldNotContain("GARÇON", customMessage: path);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                // An empty list, or OHIF's page of this session.
                (
                    text.Trim() is "[]" || text.StartsWith("<!doctype html>", StringComparison.OrdinalIgnoreCase)
                ).ShouldBeTrue(path);
            }
        }
    }

    [Fact]
    public async Task WithoutItsOwnCookieASessionGivesNothing()
    {
        _ = running.Lab;
        using var rcp = await LabRcp.Given(running);
        var one = await OpenedLink.Follow(await rcp.LinkTo(Own));
        var two = await OpenedLink.Follow(await rcp.LinkTo(SamePatients));
        foreach (
            var path in new[] { $"dicomweb/studies/{Own}/series", "dicomweb/studies", "viewer", "app-config.js", "" }
        )
        {
            foreach (
                var cookie in new[] { null, two.Cookie, "viewer-session=", $"viewer-session={new string('0', 64)}" }
            )
            {
                using var answer = await OpenedLink.Ask(one.Base + path, cookie);
                answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{path} with {cookie is not null}");
            }
        }

        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete })
        {
            using var answer = await OpenedLink.Ask($"{one.Base}dicomweb/studies/{Own}", one.Cookie, method);
            answer.IsSuccessStatusCode.ShouldBeFalse($"{method}");
        }
    }

    [Fact]
    public async Task ALaunchTokenOpensOnceAndForItsStudiesOnly()
    {
        _ = running.Lab;
        using var rcp = await LabRcp.Given(running);
        var launch = await OpenedLink.LaunchOf(await rcp.LinkTo(Own));
        string[] wrong =
        [
            launch.AbsoluteUri.Replace(Own, Strangers, StringComparison.Ordinal),
            launch.AbsoluteUri.Replace(Own, $"{Own},{SamePatients}", StringComparison.Ordinal),
            launch.AbsoluteUri[..^8],
            launch.AbsoluteUri[..launch.AbsoluteUri.IndexOf("launch=", StringComparison.Ordinal)],
        ];
        foreach (var address in wrong)
        {
            await IsRefused(address);
        }

        using var first = await OpenedLink.Ask(launch.AbsoluteUri, cookie: null);
        first.StatusCode.ShouldBe(HttpStatusCode.Redirect, "what was refused has not used it up");
        await IsRefused(launch.AbsoluteUri);
    }

    [Fact]
    public async Task AStudyIsShownFromItsSiteUntilCentralHoldsItWhole()
    {
        var archives = running.Lab.Archives;
        var places = new StudyPlaces(archives);
        await archives.Central.ForgetAsync(SamePatients, TestContext.Current.CancellationToken);
        var source = (await archives.FindAsync(SamePatients, TestContext.Current.CancellationToken))!;
        (await Place()).ShouldBe(source.Site.Address);

        await SendToCentral(source.Instances.Take(1));
        (await Place()).ShouldBe(source.Site.Address);

        await SendToCentral(source.Instances);
        (await Place()).ShouldBe(archives.Central.Address);
        async Task SendToCentral(IEnumerable<string> instances)
        {
            var job = await source.Site.SendAsync(
                LabStack.CentralAet,
                instances,
                TestContext.Current.CancellationToken
            );
            await Eventually.Becomes(
                () => source.Site.IsAtWorkAsync(job, TestContext.Current.CancellationToken),
                isAtWork => !isAtWork,
                "a transfer"
            );
        }

        async Task<Uri> Place() =>
            new((await places.FindAsync(SamePatients, TestContext.Current.CancellationToken))!, "/");

        (await places.FindAsync("1.2.3", TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    private static async Task IsRefused(string address)
    {
        using var answer = await OpenedLink.Ask(address, cookie: null);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    private static async Task<JsonArray> Json(OpenedLink opened, string path)
    {
        using var answer = await opened.Get(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsArray();
    }

    /// <summary>Asked of the archive itself, behind the gate.</summary>
    private async Task<string> SeriesOf(string study)
    {
        var site = (await running.Lab.Archives.FindAsync(study, TestContext.Current.CancellationToken))!.Site;
        using var answer = await site.AskAsync($"studies/{study}/series", TestContext.Current.CancellationToken);
        var series = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return (string)series[0]!["0020000E"]!["Value"]![0]!;
    }
}
