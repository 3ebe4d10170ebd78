using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Traces;
using Shouldly;
using Workbench.Traces;
using Xunit;

namespace KryptonFunctions.Tests.WorkbenchPages;

/// <summary>The auditor's page finds what was done in an RCP, on a person, by a user and on a day.</summary>
public sealed class TracesPageTests(LocalKrypton local)
{
    [Fact]
    public void EveryActionHasItsWordsAndNoOtherHas() =>
        TraceText
            .Actions.Keys.Order(StringComparer.Ordinal)
            .ShouldBe(Enum.GetValues<TraceAction>().Select(Trace.NameOf).Order(StringComparer.Ordinal));

    [Fact]
    public async Task AnAuditorFindsWhoSawAPersonAndWhatElseTheyDid()
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        var day = await OneDay.Of(() => rcp.Find(patient));
        using var auditor = await Visitor.OfRoleAsync(local, "auditor");

        var person = await Eventually.Becomes(
            () => auditor.PostAsync("traces", "traces/person", ("kryptonId", patient.Id)),
            page => PageText.Rows(page).Any(row => row.Contains("Identité recherchée") && row.Contains(rcp.Id)),
            "the search in what was done on the person"
        );
        PageText.Words(person).ShouldContain("Qui a vu cette personne");
        PageText.Calls(person).ShouldContain("POST</span> <code>/api/v1/traces/searches");

        // The page after it is of another click.
        PageText.Calls(await auditor.GetAsync($"traces?rcpId={rcp.Id}")).ShouldNotContain("traces/searches");
        var ofRcp = await Eventually.Becomes(
            () => auditor.GetAsync($"traces?rcpId={rcp.Id}"),
            page => PageText.Rows(page).Any(row => row.Contains("RCP annoncée")),
            "the announcement in what was done in the RCP"
        );
        var user = Between(ofRcp, "href=\"/traces?user=", "\"");
        await Eventually.Becomes(
            () => auditor.GetAsync($"traces?user={user}&from={day}"),
            page => PageText.Rows(page).Any(row => row.Contains(rcp.Id)),
            "the RCP in what was done by the user"
        );
        var ofDay = await Eventually.Becomes(
            () => auditor.GetAsync($"traces?day={day}&action=searched"),
            page => PageText.Rows(page).Count > 0,
            "the search in what was done on the day"
        );
        PageText.Rows(ofDay).ShouldAllBe(row => row.Contains("Identité recherchée"));
    }

    [Fact]
    public async Task ThePatientOfARowLeadsToTheOtherTracesOfThePatient()
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        await rcp.Choose(1);
        using var auditor = await Visitor.OfRoleAsync(local, "auditor");
        var ofRcp = await Eventually.Becomes(
            () => auditor.GetAsync($"traces?rcpId={rcp.Id}"),
            page => PageText.Rows(page).Any(row => row.Contains("Identité choisie")),
            "the choice"
        );
        ofRcp.ShouldNotContain(patient.Id);
        var handle = Between(ofRcp, "href=\"/traces?patientId=", "\"");
        var ofPatient = await auditor.GetAsync($"traces?patientId={handle}");
        PageText.Rows(ofPatient).ShouldContain(row => row.Contains("Identité choisie"));
    }

    [Theory]
    [InlineData("traces?rcpId=a%2Fb", "invalid-request")]
    [InlineData("traces?user=dr.martin&from=2020-01-01&to=2026-01-01", "invalid-request")]
    [InlineData("traces?patientId=kp-forged", "invalid-request")]
    [InlineData("traces?day=2026-13-40", "invalid-request")]
    public async Task WhatCannotBeAskedIsRefusedOnThePage(string path, string code)
    {
        using var auditor = await Visitor.OfRoleAsync(local, "auditor");
        PageText.Words(await auditor.GetAsync(path)).ShouldContain(code);
    }

    [Fact]
    public async Task ACarerIsRefused()
    {
        using var carer = await Visitor.OfRoleAsync(local, "care");
        PageText.Words(await carer.GetAsync("traces?user=dr.martin")).ShouldContain("statut 403");
        var nobody = await carer.PostAsync("traces", "traces/person", ("ins", ""), ("kryptonId", "kp-1"));
        PageText.Words(nobody).ShouldContain("statut 403");
    }

    private static string Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[start..text.IndexOf(after, start, StringComparison.Ordinal)];
    }
}
