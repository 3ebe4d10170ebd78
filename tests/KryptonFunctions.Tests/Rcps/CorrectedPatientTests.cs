using System.Net;
using System.Text.Json.Nodes;
using KryptonFunctions.Rcps;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Rcps.Rules;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonFunctions.Traces;
using KryptonMock.Faults;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>
/// The DCC corrects whose a pré-fiche is while studies of the patient from before are attached: from that moment they
/// are in conflict, until the new identity is chosen.
/// </summary>
[Collection(PrefetchStorage.OneAtATime)]
public sealed class CorrectedPatientTests(PrefetchStorage storage) : IAsyncLifetime
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private PrefetchWorld world = null!;

    [Fact]
    public async Task FromTheMomentOfTheCorrectionItsStudiesAreInConflictAndSayWhy()
    {
        var (rcp, _, _) = await Prepared();

        await rcp.Correct(world.GivenPatient());

        await ShouldBeInConflict(rcp);
        (await rcp.Studies(1))
            .Studies.ShouldHaveSingleItem()
            .Repatriation.ShouldNotBeNull()
            .ReasonCode.ShouldBe("studyIdentityConflict");
    }

    [Fact]
    public async Task NoLinkIsGivenToThemAndOneGivenBeforeDoesNotOpen()
    {
        var (rcp, handle, uid) = await Prepared();
        Uri[] given = [await Link(rcp, handle, "PF-1", uid), await Link(rcp, handle, preFicheId: null, uid)];

        await rcp.Correct(world.GivenPatient());

        (await TryLink(rcp, handle, "PF-1", uid)).ShouldBeProblem(HttpStatusCode.Conflict, "patient-corrected");
        (await TryLink(rcp, handle, null, uid)).ShouldBeProblem(HttpStatusCode.Conflict, "patient-corrected");
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
        var (rcp, handle, uid) = await Prepared();
        (await Listed(rcp, handle)).ShouldBe(HttpStatusCode.OK);

        await rcp.Correct(world.GivenPatient());

        (await Listed(rcp, handle)).ShouldBeProblem(HttpStatusCode.Conflict, "patient-corrected");
        await rcp.Choose(1);
        (await Listed(rcp, handle)).ShouldBeProblem(HttpStatusCode.Conflict, "not-the-chosen-identity");
        (await TryLink(rcp, handle, "PF-1", uid)).ShouldBeProblem(HttpStatusCode.Conflict, "not-the-chosen-identity");
    }

    [Fact]
    public async Task WhenTheNewIdentityIsChosenTheRestIsDetachedWithATrace()
    {
        var (rcp, _, uid) = await Prepared();
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
        var (rcp, handle, uid) = await Prepared();
        await rcp.Correct(world.GivenPatient());

        (await rcp.TryChoose(1, handle)).ShouldBe(HttpStatusCode.OK);

        (await rcp.StateOf(uid)).ShouldBe(RepatriationState.Completed);
        await Link(rcp, handle, "PF-1", uid);
    }

    [Fact]
    public async Task CorrectedTwiceTheyStayInConflictAndCorrectedBackTheyAreThePatientsAgain()
    {
        var (rcp, handle, uid) = await Prepared();
        var first = rcp.Patients[0];

        await rcp.Correct(world.GivenPatient());
        await rcp.Correct(world.GivenPatient());
        await ShouldBeInConflict(rcp);
        await rcp.Correct(first);

        (await rcp.StateOf(uid)).ShouldBe(RepatriationState.Completed);
        await Link(rcp, handle, "PF-1", uid);
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
        var (rcp, handle, uid) = await Prepared();

        await Change(
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
        (await TryLink(rcp, handle, "PF-1", uid)).ShouldBe(keeps ? HttpStatusCode.Created : HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task AnOrderThatWaitsToBeRetriedIsNotPlacedAndIsOnceThePatientIsBack()
    {
        world.Krypton.Inject(new Fault { Kind = FaultKind.Failed });
        var (rcp, uid) = await world.Attached(days: 3);
        var first = rcp.Patients[0];
        await world.Becomes(rcp, uid, RepatriationState.Failed);
        world.Krypton.ClearFaults();
        var ordered = (await world.Orders(rcp)).Count;

        await rcp.Correct(world.GivenPatient());
        await Passes(TimeSpan.FromHours(3));

        (await world.Orders(rcp)).Count.ShouldBe(ordered);
        await rcp.Correct(first);
        await world.Becomes(rcp, uid, RepatriationState.Completed);
    }

    [Fact]
    public async Task ATurnUnderWayWhileThePatientIsCorrectedOrdersNothing()
    {
        var patient = world.GivenPatient();
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patient);
        await rcp.Choose(1);
        var (arrived, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        await world.AttachAndFirst(
            rcp,
            rcp.Uid,
            () =>
            {
                world.BeforeCall = request =>
                {
                    if (!request.RequestUri!.AbsolutePath.Contains("/studies", StringComparison.Ordinal))
                    {
                        return Task.CompletedTask;
                    }

                    arrived.TrySetResult();
                    return released.Task;
                };
                return Task.CompletedTask;
            }
        );
        await arrived.Task;

        await rcp.Correct(world.GivenPatient());
        released.SetResult();
        await Passes(TimeSpan.FromMinutes(30));

        (await world.Orders(rcp)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ATransferUnderWayRunsOnInConflictAndIsTakenBackWhenAnotherIsChosen()
    {
        var rcp = await world.UnderWay(new KnownPatient());
        var right = world.GivenPatient();

        await rcp.Correct(right);
        await Passes(TimeSpan.FromMinutes(30));
        (await world.OrderStatuses(rcp)).ShouldHaveSingleItem().ShouldNotBe("cancelled");
        await ShouldBeInConflict(rcp);
        await rcp.Choose(1);
        await Passes(TimeSpan.FromMinutes(1));

        (await world.OrderStatuses(rcp)).ShouldBe(["cancelled"]);
    }

    [Fact]
    public async Task AStudyThatAnotherPreFicheRightlyHasIsTransferredAndShownForThatOne()
    {
        var patient = world.GivenPatient();
        var rcp = await world.GivenRcp(world.Now.AddDays(3), patient, patient);
        var handle = await rcp.Choose(1);
        await rcp.Choose(2);
        await rcp.Attach(1, rcp.Uid);
        await rcp.Attach(2, rcp.Uid);
        var uid = rcp.Uid;

        await rcp.Correct(world.GivenPatient());

        await world.Becomes(rcp, uid, RepatriationState.Completed);
        var board = await rcp.Board();
        board.Prefiches[0].Studies.ShouldHaveSingleItem().State.ShouldBe(RepatriationState.Manual);
        board.Prefiches[1].Studies.ShouldHaveSingleItem().State.ShouldBe(RepatriationState.Completed);
        board.State.ShouldBe(BoardState.Attention);
        (await TryLink(rcp, handle, "PF-1", uid)).ShouldBe(HttpStatusCode.Conflict);
        await Link(rcp, handle, "PF-2", uid);
    }

    [Fact]
    public async Task ARuleThatIsListingAtThatMomentAttachesNothingForTheOtherPatient()
    {
        var patient = world.GivenPatient();
        var rcp = world.NewRcp(patient);
        PrefetchRule[] rules = [new PrefetchRule { MaxAgeYears = 100, Action = RuleAction.Order }];
        await rcp.Save(world.Now.AddDays(3), rules: rules);
        await world.IdentityBecomes(rcp, 1, IdentityState.AwaitingChoice);
        var handle = await rcp.Find(patient);
        var (arrived, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        world.AfterAnswer = request =>
        {
            if (request.RequestUri!.AbsolutePath.Contains("/studies", StringComparison.Ordinal))
            {
                arrived.TrySetResult();
                released.Task.Wait();
            }
        };
        (await rcp.TryChoose(1, handle)).ShouldBe(HttpStatusCode.OK);
        await arrived.Task;

        await rcp.Correct(world.GivenPatient());
        released.SetResult();
        await Passes(TimeSpan.FromMinutes(10));

        (await rcp.Board()).Prefiches[0].Studies.ShouldAllBe(s => s.State == RepatriationState.Manual);
        (await world.Orders(rcp)).ShouldBeEmpty();
    }

    public async ValueTask InitializeAsync() => world = await PrefetchWorld.StartAsync(storage);

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        http.Dispose();
    }

    private static async Task ShouldBeInConflict(GivenRcp rcp)
    {
        var board = await rcp.Board();
        board.State.ShouldBe(BoardState.Attention);
        (board.Counts.Online, board.Counts.Failed).ShouldBe((0, 1));
        board
            .Prefiches[0]
            .Studies.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                s => s.State.ShouldBe(RepatriationState.Manual),
                s => s.ReasonCode.ShouldBe("studyIdentityConflict"),
                s => s.Reason.ShouldNotBeNull().ShouldContain("corrigé")
            );
    }

    /// <summary>The DCC changes something of the first pré-fiche's patient.</summary>
    private static async Task Change(GivenRcp rcp, Action<JsonObject> change)
    {
        var body = rcp.Body(rcp.StartsAt);
        change(body["prefiches"]![0]!["patient"]!.AsObject());
        (await rcp.Carer.Put($"rcps/{rcp.Id}", body)).ShouldBe(HttpStatusCode.Accepted);
    }

    private static Task<Answer> Listed(GivenRcp rcp, string handle) =>
        rcp.Carer.Get($"patients/{handle}/studies?rcpId={rcp.Id}&preFicheId=PF-1");

    private static Task<Answer> TryLink(GivenRcp rcp, string handle, string? preFicheId, params string[] studyUids) =>
        rcp.Carer.Post(
            "viewer-links",
            new
            {
                context = new { rcpId = rcp.Id, preFicheId },
                patientId = handle,
                studyUids,
                layout = studyUids.Length == 1 ? "single" : "compare",
            }
        );

    private async Task<Uri> Link(GivenRcp rcp, string handle, string? preFicheId, string uid)
    {
        var given = (await TryLink(rcp, handle, preFicheId, uid)).ShouldBe(HttpStatusCode.Created);
        return new Uri(world.Host.BaseAddress, new Uri((string)given.Json["url"]!).PathAndQuery);
    }

    /// <summary>An RCP with one study that has arrived, and the handle of its patient.</summary>
    private async Task<(GivenRcp Rcp, string Handle, string Uid)> Prepared()
    {
        var rcp = await world.GivenRcp(world.Now.AddDays(3), world.GivenPatient());
        var handle = await rcp.Choose(1);
        await rcp.Attach(1, rcp.Uid);
        await world.Becomes(rcp, rcp.Uid, RepatriationState.Completed);
        return (rcp, handle, rcp.Uid);
    }

    /// <summary>The clock of this world moves on, a minute at a time.</summary>
    private Task Passes(TimeSpan time)
    {
        var end = world.Now + time;
        return world.Until(() => Task.FromResult(world.Now), now => now >= end, TimeSpan.FromMinutes(5), time * 2);
    }
}
