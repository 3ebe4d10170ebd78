using System.Net;
using System.Text.Json.Nodes;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using Shouldly;

namespace KryptonFunctions.Tests.Rcps.World;

/// <summary>A pré-fiche's patient is corrected, and what is then shown.</summary>
internal sealed partial class PrefetchWorld
{
    public static async Task ShouldBeInConflict(GivenRcp rcp)
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
    public static async Task Change(GivenRcp rcp, Action<JsonObject> change)
    {
        var body = rcp.Body(rcp.StartsAt);
        change(body["prefiches"]![0]!["patient"]!.AsObject());
        (await rcp.Carer.Put($"rcps/{rcp.Id}", body)).ShouldBe(HttpStatusCode.Accepted);
    }

    public static Task<Answer> Listed(GivenRcp rcp, string handle) =>
        rcp.Carer.Get($"patients/{handle}/studies?rcpId={rcp.Id}&preFicheId=PF-1");

    public static Task<Answer> TryLink(GivenRcp rcp, string handle, string? preFicheId, params string[] studyUids) =>
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

    public async Task<Uri> Link(GivenRcp rcp, string handle, string? preFicheId, string uid)
    {
        var given = (await TryLink(rcp, handle, preFicheId, uid)).ShouldBe(HttpStatusCode.Created);
        return new Uri(Host.BaseAddress, new Uri((string)given.Json["url"]!).PathAndQuery);
    }

    /// <summary>An RCP with one study that has arrived, and the handle of its patient.</summary>
    public async Task<(GivenRcp Rcp, string Handle, string Uid)> Prepared()
    {
        var rcp = await GivenRcp(Now.AddDays(3), GivenPatient());
        var handle = await rcp.Choose(1);
        await rcp.Attach(1, rcp.Uid);
        await Becomes(rcp, rcp.Uid, RepatriationState.Completed);
        return (rcp, handle, rcp.Uid);
    }

    /// <summary>The clock of this world moves on, a minute at a time.</summary>
    public Task Passes(TimeSpan time)
    {
        var end = Now + time;
        return Until(() => Task.FromResult(Now), now => now >= end, TimeSpan.FromMinutes(5), time * 2);
    }
}
