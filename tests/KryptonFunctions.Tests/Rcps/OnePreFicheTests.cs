using System.Net;
using System.Text.Json.Nodes;
using KryptonFunctions.Rcps;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>One pré-fiche is changed by itself, as safely as with its whole meeting.</summary>
[Collection(Worlds.Meetings)]
public sealed class OnePreFicheTests(PrefetchStorage storage) : IAsyncLifetime
{
    private PrefetchWorld world = null!;

    [Fact]
    public async Task PutAddsOneChangesNothingWhenRepeatedAndLeavesTheOthersAlone()
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        await rcp.Choose(1);
        var body = new { patient = world.GivenPatient().AsAsked() };

        var added = await rcp.Carer.Put($"rcps/{rcp.Id}/prefiches/PF-X", body);

        (await Result(added)).ShouldBe("created");
        var repeated = await rcp.Carer.Put($"rcps/{rcp.Id}/prefiches/PF-X", body);
        (await Result(repeated)).ShouldBe("unchanged");
        repeated.Headers.ETag.ShouldBe(added.Headers.ETag);
        await world.Until(
            () => world.PreFiche(rcp.Id, "PF-X"),
            p => p?.Identity == IdentityState.AwaitingChoice,
            TimeSpan.FromSeconds(20),
            TimeSpan.FromHours(1)
        );
        (await world.PreFiche(rcp.Id, "PF-1"))!.Identity.ShouldBe(IdentityState.Confirmed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnotherPatientPutsWhatIsAttachedIntoConflict(bool patches)
    {
        var (rcp, handle, uid) = await world.Prepared();
        var other = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(world.GivenPatient().AsAsked()))!;
        var body = new JsonObject { ["patient"] = other };

        var changed = patches ? await Patch(rcp, body) : await rcp.Carer.Put(Path(rcp), body);

        (await Result(changed)).ShouldBe("changed");
        await PrefetchWorld.ShouldBeInConflict(rcp);
        (await PrefetchWorld.TryLink(rcp, handle, "PF-1", uid)).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task APatchChangesWhatItNamesTakesAwayWhatIsNullAndKeepsTheChoiceWhereItIsTheSamePerson()
    {
        var (rcp, _, _) = await world.Prepared();
        var before = (await world.PreFiche(rcp.Id, "PF-1"))!.Patient;

        (await Result(await Patch(rcp, """{"patient":{"birthPlaceInsee":"33063"}}"""))).ShouldBe("changed");
        var after = (await world.PreFiche(rcp.Id, "PF-1"))!;
        (after.Patient.BirthPlaceInsee, after.Patient.BirthName).ShouldBe(("33063", before.BirthName));
        after.Identity.ShouldBe(IdentityState.Confirmed);

        (await Result(await Patch(rcp, """{"patient":{"birthPlaceInsee":null}}"""))).ShouldBe("changed");
        (await world.PreFiche(rcp.Id, "PF-1"))!.Patient.BirthPlaceInsee.ShouldBeNull();
        (await Result(await Patch(rcp, """{"patient":{}}"""))).ShouldBe("unchanged");
    }

    [Theory]
    [InlineData("""{"patient":{"birthDate":"x"}}""", "patient.birthDate")]
    [InlineData("""{"patient":{"birthDate":5}}""", "patient.birthDate")]
    [InlineData("""{"patient":{"givenNames":{"a":1}}}""", "patient.givenNames")]
    [InlineData("""{"patient":{"surprise":"x"}}""", "patient.surprise")]
    [InlineData("""{"patient":null}""", "patient")]
    [InlineData("""{}""", "patient")]
    [InlineData("""{"patient":{"sex":"male","sex":"female"}}""", "patient")]
    [InlineData("""{"patient":{"ins":{"oid":"1","oid":"2"}}}""", "patient.ins")]
    [InlineData("""{"withdrawn":true}""", "withdrawn")]
    public async Task APatchThatCannotBeUsedIsToldByFieldAndChangesNothing(string patch, string field)
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        var before = (await world.PreFiche(rcp.Id, "PF-1"))!.PatientDigest();

        var problem = (await Patch(rcp, patch)).ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request");

        problem.Json["errors"]!.AsObject().Select(e => e.Key).ShouldContain(name => name == field || name == "$");
        (await world.PreFiche(rcp.Id, "PF-1"))!.PatientDigest().ShouldBe(before);
    }

    [Fact]
    public async Task WhatIsNotThereOrStaleOrOverIsRefused()
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        object body = new { patient = rcp.Patients[0].AsAsked() };

        (await rcp.Carer.Patch($"rcps/{rcp.Id}/prefiches/PF-9", body)).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "unknown-prefiche"
        );
        (await rcp.Carer.Put("rcps/RCP-NOWHERE/prefiches/PF-1", body)).ShouldBeProblem(
            HttpStatusCode.NotFound,
            "unknown-rcp"
        );
        (await rcp.Carer.Put(Path(rcp), body, ifMatch: "\"77\"")).ShouldBeProblem(
            HttpStatusCode.PreconditionFailed,
            "stale-version"
        );
        await rcp.Cancel();
        (await rcp.Carer.Put(Path(rcp), body)).ShouldBeProblem(HttpStatusCode.Conflict, "rcp-cancelled");
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private static string Path(GivenRcp rcp) => $"rcps/{rcp.Id}/prefiches/PF-1";

    private static Task<Answer> Patch(GivenRcp rcp, JsonNode patch) => Patch(rcp, patch.ToJsonString());

    private static Task<Answer> Patch(GivenRcp rcp, string patch) =>
        rcp.Carer.Send(
            HttpMethod.Patch,
            Path(rcp),
            new StringContent(patch, System.Text.Encoding.UTF8, "application/json")
        );

    private async Task<string> Result(Answer answer)
    {
        await world.SettleAsync();
        return (string)answer.ShouldBe(HttpStatusCode.Accepted).Json["result"]!;
    }
}
