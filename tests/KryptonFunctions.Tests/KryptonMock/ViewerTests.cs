using KryptonFunctions.Access;
using KryptonMock.Generation;
using KryptonMock.Studies;
using KryptonMock.Viewer;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.KryptonMock;

public sealed class ViewerTests
{
    private const string Drawn = "data-phantom=";

    [Fact]
    public async Task ThePageShowsStudyPictureUserAndThatTheTokenHolds()
    {
        await using var mock = await MockFixture.StartAsync();
        var page = await mock.GetAsync(
            $"/viewer?requestType=STUDY&studyUID={Study(mock)}&diagnosticQuality=true&launch={Token(mock, "1.9.1")}"
        );
        page.Status.ShouldBe(200);
        page.Text.ShouldContain("SCANNER THORACIQUE");
        page.Text.ShouldContain("signature vérifiée");
        page.Text.ShouldContain("client");
        page.Text.ShouldContain("data-phantom=\"ct-chest\"");
    }

    [Fact]
    public async Task ThePageRunsAndLoadsNothing()
    {
        await using var mock = await MockFixture.StartAsync();
        var page = await mock.GetAsync(
            $"/viewer?requestType=STUDY&studyUID={Study(mock)}&launch={Token(mock, "1.9.1")}"
        );
        page.Headers["Content-Security-Policy"].ShouldStartWith("default-src 'none'");
        page.Headers["Content-Security-Policy"].ShouldNotContain("unsafe");
        foreach (var forbidden in new[] { "<script", "style=\"", " on", "href=", "src=", "http" })
        {
            // The style's own words apart.
            page.Text[page.Text.IndexOf("</style>", StringComparison.Ordinal)..]
                .ShouldNotContain(forbidden == " on" ? " onload" : forbidden);
        }
    }

    [Fact]
    public async Task TwoStudiesStandSideBySideEachWithItsPicture()
    {
        await using var mock = await MockFixture.StartAsync();
        mock.Server.Add(Records.Study("1.9.2", "kp-1"));
        var page = await mock.GetAsync(
            $"/viewer?requestType=STUDY&studyUID={Study(mock)},1.9.2&launch={Token(mock, "1.9.1", "1.9.2")}"
        );
        page.Text.ShouldContain("Comparaison de deux examens");
        page.Text.Split(Drawn).Length.ShouldBe(3);

        var unknown = await mock.GetAsync(
            $"/viewer?requestType=STUDY&studyUID=1.9.1,1.9.9&launch={Token(mock, "1.9.1", "1.9.9")}"
        );
        unknown.Text.ShouldContain("Examen inconnu de Krypton");
        unknown.Text.Split(Drawn).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("forged", "pas valable")]
    [InlineData("expired", "a expir")]
    [InlineData("other studies", "ne concerne pas")]
    [InlineData("one of two", "ne concerne pas")]
    [InlineData("none", "Aucun jeton")]
    [InlineData("nonsense", "pas lisible")]
    public async Task WithoutATokenForJustTheseStudiesNothingIsShown(string wrong, string reason)
    {
        await using var mock = await MockFixture.StartAsync();
        var uid = Study(mock);
        var token = wrong switch
        {
            "forged" => mock.Assertion(audience: "krypton", key: DevelopmentKey.DccSigning, studyUids: [uid]),
            "expired" => Token(mock, uid),
            "other studies" => Token(mock, "1.9.2"),
            "one of two" => Token(mock, uid),
            "none" => "",
            _ => "a.b.c",
        };
        mock.Clock.Advance(wrong == "expired" ? TimeSpan.FromMinutes(3) : TimeSpan.Zero);
        var asked = wrong == "one of two" ? $"{uid},1.9.2" : uid;

        var page = await mock.GetAsync($"/viewer?requestType=STUDY&studyUID={asked}&launch={token}");

        page.Status.ShouldBe(403);
        page.Text.ShouldContain(reason);
        page.Text.ShouldNotContain(Drawn);
        page.Text.ShouldNotContain("THORACIQUE");
        page.Text.ShouldNotContain("signature vérifiée");
    }

    [Fact]
    public async Task WhatIsAskedIsEncoded()
    {
        await using var mock = await MockFixture.StartAsync();
        const string script = "<script>";
        var page = await mock.GetAsync(
            $"/viewer?requestType=STUDY&studyUID={Uri.EscapeDataString(script)}&launch={Token(mock, script)}"
        );
        page.Status.ShouldBe(200);
        page.Text.ShouldNotContain(script);
        (await mock.GetAsync("/viewer?requestType=PATIENT&patientID=1")).Status.ShouldBe(400);
    }

    [Fact]
    public void EachKindOfStudyHasAPictureOfItsOwnThatIsAlwaysTheSame()
    {
        var kinds = StudyKind.All.Select(kind => (Kind(Picture("1.2", kind)), kind)).ToList();
        kinds.Select(pair => pair.Item1).ShouldNotContain("none");
        // Two pelvises and bellies may look alike, no two modalities.
        kinds
            .GroupBy(pair => pair.Item1)
            .ShouldAllBe(group => group.Select(pair => pair.kind.Modalities[0]).Distinct().Count() == 1);
        kinds.Select(pair => pair.Item1).Distinct().Count().ShouldBeGreaterThan(10);

        foreach (var kind in StudyKind.All)
        {
            Picture("1.2.3", kind).ShouldBe(Picture("1.2.3", kind));
            Picture("1.2.3", kind).ShouldNotBe(Picture("1.2.4", kind));
        }

        Kind(
                Phantom.Of(
                    new Study
                    {
                        Uid = "1.2",
                        PatientId = "",
                        Modalities = ["XX"],
                    }
                )
            )
            .ShouldBe("none");
        Kind(
                Phantom.Of(
                    new Study
                    {
                        Uid = "1.2",
                        PatientId = "",
                        Modalities = [],
                    }
                )
            )
            .ShouldBe("none");
    }

    private static string Picture(string uid, StudyKind kind) =>
        Phantom.Of(
            new Study
            {
                Uid = uid,
                PatientId = "",
                Modalities = kind.Modalities,
                Description = kind.Description,
            }
        );

    private static string Kind(string picture) => picture.Split(Drawn)[1].Split('"')[1];

    private static string Study(MockFixture mock)
    {
        mock.Server.Add(Records.Study("1.9.1", "kp-1"));
        return "1.9.1";
    }

    private static string Token(MockFixture mock, params string[] uids) =>
        mock.Assertion(audience: "krypton", key: DevelopmentKey.ViewerLaunch, studyUids: uids);
}
