using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.WorkbenchPages;

/// <summary>The page of the establishments: its map and its table say what the API says.</summary>
public sealed class StructuresPageTests(LocalKrypton local)
{
    [Fact]
    public async Task EachDepartmentOfTheMapSaysHowManyAreConnectedAndLeadsToThem()
    {
        using var visitor = await Visitor.OfRoleAsync(local, "care");
        var all = await StructuresAsync("structures");
        var departments = Departments(await visitor.GetAsync("structures"));

        departments.Count.ShouldBe(12);
        foreach (var (number, link) in departments)
        {
            var there = all.Where(structure => (string?)structure["department"] == number).ToList();
            var connected = there.Count(structure => (bool)structure["connected"]!);
            link.Attribute("aria-label")!.Value.ShouldEndWith($": {connected} sur {there.Count} connectés");
            link.Value.ShouldContain($"{connected}/{there.Count}");
        }

        var busiest = departments.Keys.MaxBy(number => all.Count(s => (string?)s["department"] == number))!;
        var page = await visitor.GetAsync(departments[busiest].Attribute("href")!.Value.TrimStart('/'));
        PageText.Rows(page).Count.ShouldBe(all.Count(s => (string?)s["department"] == busiest));
        PageText.Rows(page).ShouldAllBe(row => row.Contains($"({busiest})"));
        Departments(page)[busiest].Attribute("aria-current")!.Value.ShouldBe("true");
        PageText.Calls(page).ShouldContain($"GET</span> <code>/api/v1/structures?department={busiest}");
    }

    [Fact]
    public async Task ASearchNarrowsTheTableAndTheMap()
    {
        using var visitor = await Visitor.OfRoleAsync(local, "network-admin");
        var apart = await StructuresAsync("structures?connected=false");

        var page = await visitor.GetAsync("structures?q=&department=&connected=false");

        PageText.Rows(page).Count.ShouldBe(apart.Count);
        PageText.Rows(page).ShouldAllBe(row => row.Contains("Non connecté"));
        PageText.Words(page).ShouldContain($"Tous les départements : 0 sur {apart.Count} connectés");
        Departments(page).Values.ShouldAllBe(link => link.Value.Trim().Contains("0/"));
    }

    [Fact]
    public async Task WhatIsTypedIsShownAsTextAndWhatIsRefusedIsSaid()
    {
        using var visitor = await Visitor.OfRoleAsync(local, "care");
        var hostile = "\"><script>alert(1)</script>";

        var nothing = await visitor.GetAsync($"structures?q={Uri.EscapeDataString(hostile)}");
        nothing.ShouldContain(WebUtility.HtmlEncode(hostile));
        PageText.Words(nothing).ShouldContain("Aucun établissement");

        PageText.Words(await visitor.GetAsync("structures?department=3")).ShouldContain("invalid-request");
    }

    [Fact]
    public async Task AnAuditorIsRefusedAndNotLedThere()
    {
        using var visitor = await Visitor.OfRoleAsync(local, "auditor");
        var page = await visitor.GetAsync("structures");
        PageText.Words(page).ShouldContain("statut 403");
        page.ShouldNotContain("href=\"/structures\" aria-current");
        page.ShouldContain("href=\"/traces\"");
    }

    private async Task<List<JsonNode>> StructuresAsync(string path)
    {
        var answer = (await (await local.GivenCarer("RCP-1")).Get(path)).ShouldBe(HttpStatusCode.OK);
        return [.. answer.Json["structures"]!.AsArray().OfType<JsonNode>()];
    }

    private static Dictionary<string, XElement> Departments(string page) =>
        PageText
            .Drawings(page)
            .Single()
            .Elements("a")
            .ToDictionary(link => link.Attribute("href")!.Value.Split("department=")[1]);
}
