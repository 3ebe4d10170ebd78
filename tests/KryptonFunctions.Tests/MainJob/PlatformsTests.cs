using System.Net;
using KryptonFunctions.Rcps.Repatriations;
using KryptonFunctions.Tests.Fixture;
using KryptonFunctions.Tests.Rcps.World;
using KryptonMock;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.MainJob;

/// <summary>
/// The main job on platforms that are like dcm4chee, Orthanc and the DICOM service of Azure, with the settings that
/// <c>docs/platforms.md</c> gives for each: as many orders as studies, none twice, all there at the end.
/// </summary>
[Collection(Worlds.Accesses)]
public sealed class PlatformsTests(PrefetchStorage storage)
{
    /// <summary>More studies than any platform's page, so that one cannot pass for all.</summary>
    private const int Many = 230;

    public static TheoryData<string> Platforms => [.. PlatformLikeness.Names];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task AsManyOrdersAsStudiesAndAllOfThemThere(string platform)
    {
        await using var world = await Given(platform);
        var patients = Enumerable
            .Range(0, 3)
            .Select(_ => world.GivenPatient(new(), new() { Modality = "MR" }))
            .ToArray();
        var rcp = await world.GivenRcp(world.Now.AddHours(30), patients);
        foreach (var number in Enumerable.Range(1, patients.Length))
        {
            await rcp.Choose(number);
            foreach (var study in patients[number - 1].Studies)
            {
                await rcp.Attach(number, study.Uid);
            }
        }

        var uids = patients.SelectMany(patient => patient.Studies).Select(study => study.Uid).ToList();
        foreach (var uid in uids)
        {
            await world.Becomes(rcp, uid, RepatriationState.Completed, RepatriationState.CompletedUnverified);
        }

        // The re-checks at H-24 and H-2 order nothing.
        foreach (var uid in uids)
        {
            await world.Until(
                () => world.Study(rcp.Id, uid),
                study => study!.Repatriation.Next == NextStep.End,
                TimeSpan.FromMinutes(20),
                TimeSpan.FromHours(29.5)
            );
        }

        (await world.Orders(rcp)).Select(order => (string)order["studyUid"]!).ShouldBe(uids, ignoreOrder: true);
        (await rcp.Board()).Counts.Online.ShouldBe(uids.Count);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task AllStudiesAreListedAndEachCanBeOpenedOrCompared(string platform)
    {
        await using var world = await Given(platform);
        var patient = world.GivenPatient([.. Enumerable.Range(0, Many).Select(_ => new KnownStudy())]);
        var rcp = await world.GivenRcp(world.Now.AddHours(30), patient);
        var patientId = await rcp.Find(patient);
        var path = $"patients/{patientId}/studies?rcpId={rcp.Id}&limit=100";

        var seen = new List<string>();
        for (var cursor = (string?)""; cursor is not null; )
        {
            var page = (await rcp.Carer.Get(path + cursor)).ShouldBe(HttpStatusCode.OK).Json;
            ((bool)page["complete"]!).ShouldBeTrue();
            page["unverified"]!.AsArray().ShouldBeEmpty();
            seen.AddRange(page["studies"]!.AsArray().Select(study => (string)study!["studyUid"]!));
            cursor = (string?)page["nextCursor"] is { } next ? $"&cursor={next}" : null;
        }

        seen.ShouldBe(patient.Studies.Select(study => study.Uid), ignoreOrder: true);
        var wish = new
        {
            context = new { rcpId = rcp.Id },
            patientId,
            studyUids = new[] { seen[0], seen[^1] },
            layout = "compare",
            viewer = "web",
        };
        (await rcp.Carer.Post("viewer-links", wish)).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task WhatCannotBeVerifiedIsShownApartAndNeitherOpenedNorAttached()
    {
        await using var world = await Given("azure");

        // Nothing but the number says whose study it is: the birth date is not known in full.
        var patient = world.GivenPatient(new KnownStudy()) with
        {
            BirthDate = "1961",
        };
        world.Krypton.Add(patient.Resources());
        var rcp = await world.GivenRcp(world.Now.AddHours(30), patient);
        var patientId = await rcp.Choose(1);
        var uid = patient.Studies[0].Uid;

        var list = (await rcp.Carer.Get($"patients/{patientId}/studies?rcpId={rcp.Id}"))
            .ShouldBe(HttpStatusCode.OK)
            .Json;

        list["studies"]!.AsArray().ShouldBeEmpty();
        var marked = list["unverified"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)marked["studyUid"]!, (bool)marked["viewable"]!).ShouldBe((uid, false));
        var wish = new
        {
            context = new { rcpId = rcp.Id },
            patientId,
            studyUids = new[] { uid },
            layout = "single",
            viewer = "web",
        };
        (await rcp.Carer.Post("viewer-links", wish)).ShouldBeProblem(
            HttpStatusCode.Conflict,
            "study-patient-unverified"
        );
        (await rcp.TryAttach(1, uid)).ShouldBeProblem(HttpStatusCode.Conflict, "study-patient-unverified");
        (await world.Orders(rcp)).ShouldBeEmpty();
    }

    private async Task<PrefetchWorld> Given(string platform)
    {
        var world = await PrefetchWorld.StartAsync(storage, new WorldSettings { More = Settings(platform) });
        world.Krypton.Settings = PlatformLikeness.Of(platform, world.Krypton.Settings)!;
        return world;
    }

    /// <summary>As <c>docs/platforms.md</c> has them.</summary>
    private static Dictionary<string, string?> Settings(string platform) =>
        platform switch
        {
            "dcm4chee" => new() { ["Krypton:SendIssuerAs"] = "Qualifier" },
            "orthanc" => new() { ["Krypton:SendIssuerAs"] = "Finess" },
            "azure" => new() { ["Krypton:SendIssuerAs"] = "None", ["Krypton:UidsPerQuery"] = "1" },
            _ => [],
        };
}
