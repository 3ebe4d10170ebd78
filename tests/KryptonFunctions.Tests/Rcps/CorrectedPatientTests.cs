using System.Net;
using System.Text.Json.Nodes;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>
/// The DCC corrects whose a pré-fiche is while studies of the patient from before are attached: from that moment they
/// are in conflict, until the new identity is chosen.
/// </summary>
[Collection(Worlds.Meetings)]
public sealed class CorrectedPatientTests(PrefetchStorage storage) : IAsyncLifetime
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private PrefetchWorld world = null!;

    [Fact]
    public async Task FromTheMomentOfTheCorrectionItsStudiesAreInConflictAndSayWhy()
    {
        var (rcp, _, _) = await world.Prepared();

        await rcp.Correct(world.GivenPatient());

        await PrefetchWorld.ShouldBeInConflict(rcp);
        (await rcp.Studies(1))
            .Studies.ShouldHaveSingleItem()
            .Repatriation.ShouldNotBeNull()
            .ReasonCode.ShouldBe("studyIdentityConflict");
    }

    [Fact]
    public async Task TheSameStudyInAnotherRcpThatIsNotCorrectedStaysAsItIs()
    {
        var (rcp, _, uid) = await world.Prepared();
        var other = await world.GivenRcp(world.Now.AddDays(4), rcp.Patients[0]);
        var handle = await other.Choose(1);
        await other.Attach(1, uid);
        await world.Becomes(other, uid, RepatriationState.NotNeeded, RepatriationState.Completed);

        await rcp.Correct(world.GivenPatient());

        await PrefetchWorld.ShouldBeInConflict(rcp);
        (await other.Board()).State.ShouldBe(BoardState.Ready);
        (await PrefetchWorld.TryLink(other, handle, "PF-1", uid)).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task NoLinkIsGivenToThemAndOneGivenBeforeDoesNotOpen()
    {
        var (rcp, handle, uid) = await world.Prepared();
        Uri[] given =
        [
            await world.Link(rcp, handle, "PF-1", uid),
            await world.Link(rcp, handle, preFicheId: null, uid),
        ];

        await rcp.Correct(world.GivenPatient());

        (await PrefetchWorld.TryLink(rcp, handle, "PF-1", uid)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "patient-corrected"
        );
        (await PrefetchWorld.TryLink(rcp, handle, null, uid)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "patient-corrected"
        );
        foreach (var link in given)
        {
            using var opened = await http.GetAsync(link, TestContext.Current.CancellationToken);
            opened.Headers.Location.ShouldBeNull();
            (await Answer.FromAsync(opened)).ShouldBeProblem(HttpStatusCode.Conflict, "patient-corrected");
        }
    }

    [Fact]
    public async Task TheHandleFromBeforeListsAndShowsNothingForThatPreFiche()
    {
        var (rcp, handle, uid) = await world.Prepared();
        (await PrefetchWorld.Listed(rcp, handle)).ShouldBe(HttpStatusCode.OK);

        await rcp.Correct(world.GivenPatient());

        (await PrefetchWorld.Listed(rcp, handle)).ShouldBeProblem(HttpStatusCode.Conflict, "patient-corrected");
        await rcp.Choose(1);
        (await PrefetchWorld.Listed(rcp, handle)).ShouldBeProblem(HttpStatusCode.Conflict, "not-the-chosen-identity");
        (await PrefetchWorld.TryLink(rcp, handle, "PF-1", uid)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "not-the-chosen-identity"
        );
    }

    [Fact]
    public async Task WhenTheNewIdentityIsChosenTheRestIsDetachedWithATrace()
    {
        var (rcp, _, uid) = await world.Prepared();
        var (wrong, right) = (rcp.Patients[0], world.GivenPatient());
        await rcp.Correct(right);

        await rcp.Choose(1);

        (await rcp.Board()).Prefiches[0].Studies.ShouldBeEmpty();
        (await world.TracesAsync(wrong))
            .Where(t => t.Action == TraceAction.Detached)
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                t => t.StudyUids.ShouldBe([uid]),
                t => t.Detail["by"].ShouldBe("correction"),
                t => t.PreFicheId.ShouldBe("PF-1")
            );
        await rcp.Attach(1, right.Studies[0].Uid);
        await world.Becomes(rcp, right.Studies[0].Uid, RepatriationState.Completed);
        (await rcp.Board()).State.ShouldBe(BoardState.Ready);
    }

    [Fact]
    public async Task WhatBelongsToTheNewIdentityStays()
    {
        var (rcp, handle, uid) = await world.Prepared();
        await rcp.Correct(world.GivenPatient());
        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice);

        (await rcp.TryChoose(1, handle)).ShouldBe(HttpStatusCode.OK);

        (await rcp.StateOf(uid)).ShouldBe(RepatriationState.Completed);
        await world.Link(rcp, handle, "PF-1", uid);
    }

    [Fact]
    public async Task CorrectedTwiceTheyStayInConflictAndCorrectedBackTheyAreThePatientsAgain()
    {
        var (rcp, handle, uid) = await world.Prepared();
        var first = rcp.Patients[0];

        await rcp.Correct(world.GivenPatient());
        await rcp.Correct(world.GivenPatient());
        await PrefetchWorld.ShouldBeInConflict(rcp);
        await rcp.Correct(first);

        (await rcp.StateOf(uid)).ShouldBe(RepatriationState.Completed);
        await world.Link(rcp, handle, "PF-1", uid);
    }

    [Theory]
    [InlineData("birthName", true)]
    [InlineData("ins", true)]
    [InlineData("birthPlaceInsee", true)]
    [InlineData("givenNames", false)]
    [InlineData("birthDate", false)]
    [InlineData("sex", false)]
    public async Task SpellingAndATraitMoreKeepTheChoiceAnyOtherDoesNot(string trait, bool keeps)
    {
        var (rcp, handle, uid) = await world.Prepared();

        await PrefetchWorld.Change(
            rcp,
            patient =>
                patient[trait] = trait switch
                {
                    "birthName" => rcp.Patients[0].BirthName.Replace('-', ' ').ToLowerInvariant().Replace('e', 'é'),
                    "ins" => new JsonObject
                    {
                        ["value"] = "255069123456761",
                        ["oid"] = "1.2.250.1.213.1.4.8",
                        ["status"] = "provisoire",
                    },
                    "birthPlaceInsee" => "33063",
                    "givenNames" => new JsonArray("Maximilienne"),
                    "birthDate" => "1931-02-03",
                    _ => "male",
                }
        );

        (await rcp.StateOf(uid)).ShouldBe(keeps ? RepatriationState.Completed : RepatriationState.Manual);
        (await PrefetchWorld.TryLink(rcp, handle, "PF-1", uid)).ShouldBe(
            keeps ? HttpStatusCode.Created : HttpStatusCode.Conflict
        );
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        http.Dispose();
    }
}
