using System.Net;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>These make Krypton fail for everybody, so they run when the other tests are done.</summary>
[CollectionDefinition(nameof(KryptonIsDown), DisableParallelization = true)]
public sealed class KryptonIsDown;

/// <summary>What the DCC is told while Krypton does not answer, and that all is well afterwards.</summary>
[Collection(nameof(KryptonIsDown))]
public sealed class KryptonIsDownTests(LocalKrypton local)
{
    [Fact]
    public async Task EveryAnswerIsAClearProblemAndNothingIsLost()
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        var patientId = await FindAgain(rcp, patient);
        var studies = $"patients/{patientId}/studies?rcpId={rcp.Id}";
        var wish = new
        {
            context = new { rcpId = rcp.Id },
            patientId,
            studyUids = new[] { patient.Studies[0].Uid },
            layout = "single",
            viewer = "web",
        };

        await using (await local.Krypton.IsDown())
        {
            (await rcp.Carer.SearchFor(patient.AsAsked(), rcp.Id)).ShouldBeProblem(
                HttpStatusCode.ServiceUnavailable,
                "krypton-unavailable"
            );
            (await rcp.Carer.Get(studies))
                .ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "krypton-unavailable")
                .Headers.RetryAfter.ShouldNotBeNull();
            (await rcp.Carer.Post("viewer-links", wish)).ShouldBeProblem(
                HttpStatusCode.ServiceUnavailable,
                "krypton-unavailable"
            );
        }

        await Eventually.Becomes(
            () => rcp.Carer.Get(studies),
            answer => answer.Status == HttpStatusCode.OK,
            "the studies to be listed again"
        );
        (await rcp.Carer.Post("viewer-links", wish)).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task SearchesThatFailStopNoListsAndOnlyTheNetworksAdministratorIsToldWhich()
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        var studies = $"patients/{await FindAgain(rcp, patient)}/studies?rcpId={rcp.Id}";
        var admin = await local.GivenNetworkAdmin();

        await using (await local.Krypton.IsDown("patientSearch"))
        {
            await Eventually.Becomes(
                async () =>
                {
                    (await rcp.Carer.SearchFor(patient.AsAsked(), rcp.Id))
                        .ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "krypton-unavailable")
                        .Headers.RetryAfter.ShouldNotBeNull();
                    return OpenCircuits(await admin.Get("health/ready"));
                },
                open => open.Contains("patientSearch"),
                "the circuit of searches to open"
            );

            (await rcp.Carer.Get(studies)).ShouldBe(HttpStatusCode.OK);
            (await rcp.Carer.Get("health/ready")).Json["details"].ShouldBeNull();
            (await local.GivenSomebodyWith(null).Get("health/ready")).Json["details"].ShouldBeNull();
            var backlog = (await admin.Get("health/ready")).Json["details"]!["backlog"]!.AsArray();
            backlog.Select(queue => (string)queue!["queue"]!).ShouldContain("trace-forward-poison");
        }

        await Eventually.Becomes(
            async () =>
            {
                await SearchAsAnybody(rcp, patient);
                return OpenCircuits(await admin.Get("health/ready"));
            },
            open => open.Count == 0,
            "all circuits to close"
        );
    }

    private static IReadOnlyList<string> OpenCircuits(Answer ready) =>
        [.. ready.Json["details"]!["circuits"]!.AsArray().Select(circuit => (string)circuit!["call"]!)];

    [Theory]
    [InlineData("brokenJson")]
    [InlineData("wrongContentType")]
    [InlineData("oversized")]
    public async Task AnAnswerThatCannotBeUsedIsToldAsSuch(string kind)
    {
        var patient = await local.GivenPatient();
        var rcp = await local.GivenRcp(patient);
        var patientId = await FindAgain(rcp, patient);

        await using (await local.Krypton.Has(new { kind, call = "studies" }))
        {
            (await rcp.Carer.Get($"patients/{patientId}/studies?rcpId={rcp.Id}")).ShouldBeProblem(
                HttpStatusCode.BadGateway,
                "krypton-bad-answer"
            );
        }

        (await rcp.Carer.Get($"patients/{patientId}/studies?rcpId={rcp.Id}")).ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>The circuit of searches may still be open from the test before.</summary>
    private async Task<string> FindAgain(GivenRcp rcp, KnownPatient patient)
    {
        await Eventually.Becomes(
            () => SearchAsAnybody(rcp, patient),
            answer => answer.Status == HttpStatusCode.OK,
            "the circuit of searches to close"
        );
        return await rcp.Find(patient);
    }

    /// <summary>A search by somebody new: nobody may search as often as these tests ask.</summary>
    private async Task<Answer> SearchAsAnybody(GivenRcp rcp, KnownPatient patient) =>
        await (await local.GivenCarer(rcp.Id)).SearchFor(patient.AsAsked(), rcp.Id);
}
