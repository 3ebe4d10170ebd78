using System.Net;
using KryptonFunctions.Krypton;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;
using Answer = KryptonFunctions.Functions.Http.Answer;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>What Krypton must not answer and might, seen from the DCC's side.</summary>
public sealed class HostileKryptonOverHttpTests(LocalKrypton local)
{
    [Theory]
    [InlineData(65)]
    [InlineData(300)]
    public async Task ARecordWhoseIdIsNoneBreaksNeitherTheSearchNorThePreFiche(int length)
    {
        var good = await local.GivenPatient();
        await local.Krypton.Knows(good with { Id = $"{good.Id}{new string('k', length - good.Id.Length)}" });
        var rcp = await local.GivenRcp(good);

        var found = (await rcp.Carer.SearchFor(good.AsAsked(), rcp.Id)).ShouldBe(HttpStatusCode.OK).Json;

        found["candidates"]!.AsArray().ShouldHaveSingleItem();
        ((bool)found["complete"]!).ShouldBeFalse();
        ((int)found["coverage"]!["recordsUnreadable"]!).ShouldBe(1);
        await Eventually.Becomes(() => rcp.Candidates(1), candidates => candidates.Count == 1, "the candidate");
    }

    [Theory]
    [InlineData("7")]
    [InlineData("-1")]
    public async Task AnAvailabilityThatIsNoneIsNotShown(string availability)
    {
        var rcp = await local.GivenRcp(await local.GivenPatient(new KnownStudy { Availability = availability }));

        var studies = (await rcp.Carer.Get($"patients/{await rcp.Find(rcp.Patients[0])}/studies?rcpId={rcp.Id}"))
            .ShouldBe(HttpStatusCode.OK)
            .Json["studies"]!;

        ((string)studies.AsArray().ShouldHaveSingleItem()!["availability"]!).ShouldBe("nearline");
    }

    [Fact]
    public async Task OfARecordWithThousandsOfIdentifiersAPartIsAskedForAndThatIsSaid()
    {
        var patient = new KnownPatient { MoreIdentifiers = 4_000 };
        await local.Krypton.Knows(patient);
        var rcp = await local.GivenRcp(patient);
        var found = (await rcp.Carer.SearchFor(patient.AsAsked(), rcp.Id)).ShouldBe(HttpStatusCode.OK).Json;
        var handle = (string)found["candidates"]![0]!["patientId"]!;

        var list = (await rcp.Carer.Get($"patients/{handle}/studies?rcpId={rcp.Id}")).ShouldBe(HttpStatusCode.OK).Json;

        ((bool)found["complete"]!).ShouldBeFalse();
        ((bool)list["complete"]!).ShouldBeFalse();
        var asked = (await local.Krypton.Requests()).Count(r => $"{r!["query"]}".Contains(patient.Ipp));

        // Of 64 identifiers the list, and the empty page that ends it.
        asked.ShouldBeLessThanOrEqualTo(2 * 64);
    }

    [Fact]
    public async Task AWholeListSaysSo()
    {
        var rcp = await local.GivenRcp(await local.GivenPatient(new(), new()));
        var path = $"patients/{await rcp.Find(rcp.Patients[0])}/studies?rcpId={rcp.Id}&limit=1";

        ((bool)(await rcp.Carer.Get(path)).ShouldBe(HttpStatusCode.OK).Json["complete"]!).ShouldBeTrue();
    }

    /// <summary>The host writes a result after the middleware that makes a problem of what fails.</summary>
    [Fact]
    public void AnAnswerThatCannotBeWrittenFailsWhileTheFunctionRuns() =>
        Should.Throw<System.Text.Json.JsonException>(() => Answer.Json((StudyAvailability)7));
}
