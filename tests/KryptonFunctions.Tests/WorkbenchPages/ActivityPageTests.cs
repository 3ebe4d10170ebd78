using System.Globalization;
using System.Net;
using System.Text;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Workbench.Activity;
using Workbench.Dcc;
using Xunit;

namespace KryptonFunctions.Tests.WorkbenchPages;

/// <summary>The page of the figures: charts, the same numbers in a table, and a file.</summary>
public sealed class ActivityPageTests(LocalKrypton local)
{
    [Fact]
    public async Task TheFiguresOfAMonthAreDrawnAndStandInATable()
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        var day = await OneDay.Of(() => rcp.Find(patient));
        var month = $"{day[5..7]}/{day[..4]}";
        using var admin = await Visitor.OfRoleAsync(local, "network-admin");

        // Other tests search meanwhile: what the page shows is held against itself.
        var page = await Eventually.Becomes(
            () => admin.GetAsync("activity"),
            shown => PageText.Rows(shown).Any(row => row.Contains(month)),
            "the search in the figures"
        );
        var row = PageText.Rows(page).First(shown => shown.Contains(month));
        var searches = Cell(row, "Recherches");
        int.Parse(searches, CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        var chart = PageText.Drawings(page).First(drawing => drawing.Attribute("role")?.Value == "img");
        var texts = chart.Descendants("text").Select(text => text.Value.Trim()).ToList();
        texts.ShouldContain(searches);
        texts.ShouldContain(month);
        chart.Descendants("rect").Count().ShouldBeGreaterThanOrEqualTo(3);
        PageText.Calls(page).ShouldContain("/api/v1/activity?from=");
    }

    [Fact]
    public async Task TheFileOpensInASpreadsheetThatIsSetToFrench()
    {
        using var admin = await Visitor.OfRoleAsync(local, "network-admin");
        using var file = await admin.DownloadAsync("activity.csv?from=2020-01&to=2020-02");

        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        file.Content.Headers.ContentDisposition!.FileName.ShouldBe("activite-2020-01-2020-02.csv");
        file.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        var bytes = await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        bytes.ShouldBe(FrenchCsv.Of(Encoding.UTF8.GetString(bytes)[1..]), "a mark, and no comma between cells");
        Encoding.UTF8.GetString(bytes)[1..].ShouldStartWith("by;key;searches;");
        bytes[^2..].ShouldBe("\r\n"u8.ToArray());
    }

    [Theory]
    [InlineData("a,b\r\n", "a;b\r\n")]
    [InlineData("\"a,b\",1", "\"a,b\";1")]
    [InlineData("\"a\"\",b\",\"\",c", "\"a\"\",b\";\"\";c")]
    public void CommasWithinACellStay(string csv, string french) =>
        FrenchCsv.Of(csv).ShouldBe([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(french)]);

    [Theory]
    [InlineData("care", "activity", "statut 403")]
    [InlineData("auditor", "activity", "statut 403")]
    [InlineData("network-admin", "activity?from=2026-01&to=2025-01", "invalid-request")]
    [InlineData("network-admin", "activity?from=2019-01&to=2019-02", "Rien n'a été fait")]
    public async Task WhatCannotBeShownIsSaid(string role, string path, string words)
    {
        using var visitor = await Visitor.OfRoleAsync(local, role);
        PageText.Words(await visitor.GetAsync(path)).ShouldContain(words);
    }

    [Fact]
    public void EstablishmentsAreNamedAndTheBusiestComeFirst()
    {
        var sites = Enumerable.Range(0, 20).Select(at => Site($"33{at:0000000}", at)).ToList();
        StructureEntry[] names = [new("Centre hospitalier au nom si long qu'il ne tient pas", true, "330000019")];

        var chart = ActivityCharts.OfSites([.. sites, Site("870000000", 0, median: null)], names);

        chart.Rows.Count.ShouldBe(ActivityCharts.MaxSites);
        chart.Rows[0].Label.ShouldStartWith("Centre hospitalier");
        chart.Rows[0].Label.Length.ShouldBeLessThanOrEqualTo(34);
        chart.Rows[1].Label.ShouldBe("330000018");
        chart.Length(chart.Greatest, 300).ShouldBe(300);
        chart.Length(1, 300).ShouldBe(2, "what is not nothing is seen");
        chart.Length(0, 300).ShouldBe(0);
    }

    private static ActivityRow Site(string finess, int arrived, int? median = 4000) =>
        new(finess, 0, 0, 0, 0, arrived, arrived, 0, 0, 0, 0, 0, 0, 0, median, median * 2);

    private static string Cell(string row, string label)
    {
        var start = row.IndexOf($"data-label=\"{label}\">", StringComparison.Ordinal);
        start = row.IndexOf('>', start) + 1;
        return row[start..row.IndexOf('<', start)].Trim();
    }
}
