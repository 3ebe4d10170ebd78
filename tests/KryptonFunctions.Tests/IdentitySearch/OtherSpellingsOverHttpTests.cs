using System.Net;
using System.Text.Json.Nodes;
using KryptonFunctions.Tests.Fixture;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

/// <summary>
/// Records that a user of the DCC looks for in vain where spelling, order of words or field differ; common names, so
/// that their rarity does not help.
/// </summary>
public sealed class OtherSpellingsOverHttpTests(LocalKrypton local)
{
    private const string Rcp = "RCP-SPELLINGS";

    [Theory]
    // The whole pair in each other's field.
    [InlineData("Pierre", "Martin", "MARTIN", "PIERRE")]
    [InlineData("MARIE", "BERNARD", "BERNARD", "MARIE")]
    [InlineData("Jean Claude", "Robert", "ROBERT", "JEAN-CLAUDE")]
    [InlineData("Maria Carmen", "Garcia Lopez", "GARCIA LOPEZ", "MARIA CARMEN")]
    // German letters, both ways, in both names at once.
    [InlineData("Müller", "Jürgen", "MUELLER", "JUERGEN")]
    [InlineData("MUELLER", "JOERG", "Müller", "Jörg")]
    [InlineData("MUELLER", "MARIE", "MULLER", "MARIE")]
    [InlineData("Groß", "Käthe", "GROSS", "KAETHE")]
    [InlineData("JAEGER-SCHOEN", "GUENTHER", "Jäger-Schön", "Günther")]
    // Words in another order, within a name and across both.
    [InlineData("Lopez Garcia", "Maria", "GARCIA LOPEZ", "MARIA")]
    [InlineData("Van Le", "An", "LE VAN", "AN")]
    [InlineData("Nguyen Thi Mai", "Lan", "THI MAI NGUYEN", "LAN")]
    [InlineData("Mai", "Nguyen Thi", "NGUYEN", "THI MAI")]
    [InlineData("Thi Mai", "Nguyen", "NGUYEN THI", "MAI")]
    [InlineData("Lopez", "Maria Garcia", "GARCIA LOPEZ", "MARIA")]
    public async Task ARecordThatWritesTheNamesAnotherWayIsShown(
        string family,
        string given,
        string searchedName,
        string searchedGiven
    )
    {
        var patient = new KnownPatient { BirthName = family, GivenName = given };
        await local.Krypton.Knows(patient);

        var answer = await Search(
            new
            {
                birthName = searchedName,
                givenNames = new[] { searchedGiven },
                birthDate = patient.BirthDate,
            }
        );

        Of(patient, answer).ShouldNotBeNull(answer.Text);
    }

    [Theory]
    [InlineData("00012345", "12345")]
    [InlineData("12345", "0000012345")]
    [InlineData("B77120", "b-77120")]
    [InlineData("B-77120", "B77120")]
    [InlineData("77120B", "77.120/b")]
    [InlineData("B 77120", "b.77120")]
    public async Task AnIppWithOtherZerosSeparatorsOrCaseFindsItsRecord(string recorded, string searched)
    {
        // Numbers of their own, so that no other test's record has them.
        var own = Random.Shared.Next(1_000, 10_000).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var patient = new KnownPatient { Ipp = recorded + own };
        await local.Krypton.Knows(patient);

        var answer = await Search(
            new { ipps = new[] { new { value = searched + own, authority = "1.2.250.1.71.4.2.2.330781196" } } }
        );

        var evidence = Of(patient, answer).ShouldNotBeNull(answer.Text)["evidence"]!.AsArray();
        evidence.Single(e => (string)e!["trait"]! == "ipp")!["agreement"]!.ToString().ShouldBe("equivalent");
    }

    [Fact]
    public async Task AWrongInsKeyIsAnAlertAndTheTraitsAreSearched()
    {
        var patient = await local.GivenPatient();

        var answer = await Search(
            new
            {
                ins = new
                {
                    value = "285022003300157",
                    oid = "1.2.250.1.213.1.4.8",
                    status = "qualifiee",
                },
                birthName = patient.BirthName,
                givenNames = new[] { patient.GivenName },
                birthDate = patient.BirthDate,
            }
        );

        Codes(answer.Json["alerts"]!).ShouldContain("insKey");
        Codes(Of(patient, answer).ShouldNotBeNull()["alerts"]!).ShouldContain("insKey");
        answer.Json["coverage"]!["approaches"]!.AsArray().Single(approach => (string)approach!["approach"]! == "ins")![
            "outcome"
        ]!
            .ToString()
            .ShouldBe("wrongKey");
    }

    [Fact]
    public async Task AnInsWithAWrongKeyAloneIsRefusedByItsField() =>
        (
            await (await local.GivenCarer(Rcp)).SearchFor(
                new { ins = new { value = "285022003300157", oid = "1.2.250.1.213.1.4.8" } },
                Rcp
            )
        )
            .ShouldBeProblem(HttpStatusCode.BadRequest, "invalid-request")
            .Json["errors"]!
            .AsObject()
            .Select(error => error.Key)
            .ShouldContain("patient.ins.value");

    private async Task<Answer> Search(object patient) =>
        (await (await local.GivenCarer(Rcp)).SearchFor(patient, Rcp)).ShouldBe(HttpStatusCode.OK);

    private static JsonNode? Of(KnownPatient patient, Answer answer) =>
        answer.Json["candidates"]!
            .AsArray()
            .FirstOrDefault(candidate =>
                candidate!["identity"]!["identifiers"]!.AsArray().Any(i => (string)i!["value"]! == patient.Ipp)
            );

    private static IEnumerable<string> Codes(JsonNode alerts) =>
        alerts.AsArray().Select(alert => (string)alert!["code"]!);
}
