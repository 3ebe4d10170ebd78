using System.Net;
using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>What helps a user to choose: order, alerts, values, and what is not shown unless asked for.</summary>
public sealed class WhatTheUserSeesOverHttpTests(LocalKrypton local)
{
    private const string Rcp = "RCP-SEEN";

    [Fact]
    public async Task WhatIsBelowTheThresholdIsCountedAndShownOnlyOnRequestInTheLowestTierAndMarked()
    {
        var patient = await local.GivenPatient();
        var carer = await local.GivenCarer(Rcp);
        // The birth date and the beginning of the name bring the record; all else speaks against it.
        var asked = new
        {
            birthName = patient.BirthName[..4] + "WOLKENSTEIN",
            givenNames = new[] { "GERDA" },
            sex = "male",
            birthDate = patient.BirthDate,
        };

        var first = (await carer.SearchFor(asked, Rcp)).ShouldBe(HttpStatusCode.OK).Json;
        var all = (
            await carer.Post(
                "identity-searches",
                new
                {
                    context = new { rcpId = Rcp },
                    patient = asked,
                    showHidden = true,
                }
            )
        ).ShouldBe(HttpStatusCode.OK).Json;

        var hidden = (int)first["hidden"]!;
        hidden.ShouldBeGreaterThanOrEqualTo(1);
        first["candidates"]!.AsArray().ShouldAllBe(candidate => (string)candidate!["confidence"]! != "unlikely");
        var shown = all["candidates"]!.AsArray();
        ((int)all["hidden"]! + shown.Count).ShouldBe(hidden + first["candidates"]!.AsArray().Count);
        shown
            .Select(candidate => (string)candidate!["confidence"]!)
            .SkipWhile(tier => tier != "unlikely")
            .ShouldAllBe(tier => tier == "unlikely");
        var own = shown.Single(candidate => Ipp(candidate!) == patient.Ipp)!;
        ((string)own["confidence"]!).ShouldBe("unlikely");
        Codes(own).ShouldContain("belowThreshold");
    }

    [Fact]
    public async Task WhoDoesNotSayWhetherToShowHiddenRecordsIsShownNone()
    {
        var patient = await local.GivenPatient();
        var carer = await local.GivenCarer(Rcp);

        var found = await carer.Post(
            "identity-searches",
            new
            {
                context = new { rcpId = Rcp },
                patient = patient.AsAsked(),
                showHidden = (bool?)null,
            }
        );

        var candidates = found.ShouldBe(HttpStatusCode.OK).Json["candidates"]!.AsArray();
        candidates.ShouldAllBe(candidate => (string)candidate!["confidence"]! != "unlikely");
    }

    [Fact]
    public async Task AnExactRecordComesBeforeAnEquivalentOne()
    {
        // By id alone, the equivalent one would be first.
        var exact = new KnownPatient { BirthName = "Zyxoquarel-Dubreneau" };
        exact = exact with { Id = "kp-z" + exact.Id };
        var equivalent = exact with
        {
            Id = "kp-a" + exact.Id,
            BirthName = "ZYXOQUAREL DUBRENEAU",
            Ipp = "7" + exact.Ipp,
        };
        await local.Krypton.Knows(exact, equivalent);

        var found = await Candidates(
            new
            {
                birthName = exact.BirthName,
                givenNames = new[] { exact.GivenName },
                birthDate = exact.BirthDate,
            }
        );

        found.Select(Ipp).ShouldBe([exact.Ipp, equivalent.Ipp]);
        ((double)found[1]["weight"]!).ShouldBe((double)found[0]["weight"]!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task HomonymsOfOneDayRaiseAnAlertOnEach(bool bySex)
    {
        var one = bySex ? new KnownPatient() : KnownPatient.WithIns();
        var other = (bySex ? one with { Sex = "male" } : one with { Ins = KnownPatient.WithIns().Ins }) with
        {
            Id = one.Id + "-b",
            Ipp = "7" + one.Ipp,
        };
        await local.Krypton.Knows(one, other);

        var found = await Candidates(
            new
            {
                birthName = one.BirthName,
                givenNames = new[] { one.GivenName },
                birthDate = one.BirthDate,
            }
        );

        found.Count.ShouldBe(2);
        found.ShouldAllBe(candidate =>
            Codes(candidate).Contains("homonym") && candidate["sameAs"]!.AsArray().Count == 0
        );
    }

    [Fact]
    public async Task TheEvidenceShowsTheValueItSpeaksOf()
    {
        var patient = new KnownPatient { GivenName = "MARCEL PASCAL" };
        await local.Krypton.Knows(patient);

        var found = (
            await Candidates(
                new
                {
                    birthName = patient.BirthName,
                    givenNames = new[] { "PASCAL" },
                    birthDate = patient.BirthDate,
                    ipps = new[] { new { value = patient.Ipp, authority = "1.2.250.1.71.4.2.2.330781196" } },
                }
            )
        ).ShouldHaveSingleItem();

        Evidence(found, "givenNames").ShouldStartWith("prénom de naissance: MARCEL PASCAL");
        Evidence(found, "birthName").ShouldStartWith($"nom de naissance: {patient.BirthName}");
        Evidence(found, "birthDate").ShouldStartWith($"date de naissance: {patient.BirthDate}");
        Evidence(found, "ipp").ShouldContain(patient.Ipp);
    }

    [Fact]
    public async Task AnInsAloneSaysWhyItsRecordIsOnlyPossible()
    {
        var patient = KnownPatient.WithIns();
        await local.Krypton.Knows(patient);

        var found = (
            await Candidates(
                new
                {
                    ins = new
                    {
                        value = patient.Ins,
                        oid = "1.2.250.1.213.1.4.8",
                        status = "qualifiee",
                    },
                }
            )
        ).ShouldHaveSingleItem();

        ((string)found["confidence"]!).ShouldBe("possible");
        Codes(found).ShouldContain("identifierAlone");
    }

    private async Task<List<JsonNode>> Candidates(object patient) =>
        [
            .. (await (await local.GivenCarer(Rcp)).SearchFor(patient, Rcp)).ShouldBe(HttpStatusCode.OK).Json[
                "candidates"
            ]!
                .AsArray()
                .Select(candidate => candidate!),
        ];

    private static string Ipp(JsonNode candidate) =>
        candidate["identity"]!["identifiers"]!
            .AsArray()
            .Where(i => (string)i!["kind"]! == "ipp")
            .Select(i => (string)i!["value"]!)
            .First();

    private static string Evidence(JsonNode candidate, string trait) =>
        candidate["evidence"]!
            .AsArray()
            .Where(e => (string)e!["trait"]! == trait)
            .Select(e => (string)e!["detail"]!)
            .Single();

    private static List<string> Codes(JsonNode candidate) =>
        [.. candidate["alerts"]!.AsArray().Select(alert => (string)alert!["code"]!)];
}
