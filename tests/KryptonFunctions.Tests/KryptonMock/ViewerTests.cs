using KryptonFunctions.Access;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.KryptonMock;

public sealed class ViewerTests
{
    [Fact]
    public async Task ThePageShowsStudyUserAndThatTheTokenHolds()
    {
        await using var mock = await MockFixture.StartAsync();
        var page = await mock.GetAsync(
            $"/viewer?requestType=STUDY&studyUID={Study(mock)}&diagnosticQuality=true&launch={Token(mock)}"
        );
        page.Status.ShouldBe(200);
        page.Text.ShouldContain("SCANNER THORACIQUE");
        page.Text.ShouldContain("signature vérifiée");
        page.Text.ShouldContain("client");
    }

    [Fact]
    public async Task TwoStudiesStandSideBySide()
    {
        await using var mock = await MockFixture.StartAsync();
        var page = await mock.GetAsync($"/viewer?requestType=STUDY&studyUID={Study(mock)},1.9.9&launch={Token(mock)}");
        page.Text.ShouldContain("Comparaison de deux examens");
        page.Text.ShouldContain("Examen inconnu de Krypton");
    }

    [Fact]
    public async Task AForgedTokenIsShownAsSuch()
    {
        await using var mock = await MockFixture.StartAsync();
        var page = await mock.GetAsync(
            $"/viewer?requestType=STUDY&studyUID=1.9.9&launch={Token(mock, DevelopmentKey.DccSigning)}"
        );
        page.Text.ShouldContain("pas valable");
        page.Text.ShouldNotContain("signature vérifiée");
    }

    [Fact]
    public async Task WhatIsAskedIsEncoded()
    {
        await using var mock = await MockFixture.StartAsync();
        (await mock.GetAsync("/viewer?requestType=STUDY&studyUID=%3Cscript%3E")).Text.ShouldNotContain("<script>");
        (await mock.GetAsync("/viewer?requestType=PATIENT&patientID=1")).Status.ShouldBe(400);
    }

    private static string Study(MockFixture mock)
    {
        mock.Server.Add(Records.Study("1.9.1", "kp-1"));
        return "1.9.1";
    }

    private static string Token(MockFixture mock, DevelopmentKey key = DevelopmentKey.ViewerLaunch) =>
        mock.Assertion(audience: "krypton", key: key);
}
