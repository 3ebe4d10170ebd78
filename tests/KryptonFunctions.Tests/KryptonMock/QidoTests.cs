using System.Text.Json.Nodes;
using KryptonMock;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.KryptonMock;

public sealed class QidoTests
{
    private static readonly KryptonMockOptions Two = new()
    {
        Resources =
        [
            Records.Patient("a", "DUPONT", "ANNE", ipp: "0012345"),
            Records.Study("1.2.3.1", "a"),
            Records.Study("1.2.3.2", "a", availability: "ONLINE"),
        ],
    };

    [Theory]
    [InlineData(Records.Authority)]
    [InlineData("urn:oid:" + Records.Authority)]
    [InlineData("330781196")]
    public async Task StudiesAreFoundByThePatientIdOfItsIssuer(string issuer)
    {
        await using var mock = await MockFixture.StartAsync(Two);
        var found = (
            await mock.GetAsync($"/dicomweb/studies?PatientID=0012345&IssuerOfPatientID={issuer}")
        ).Json.AsArray();
        Uids(found).ShouldBe(["1.2.3.1", "1.2.3.2"]);
        (await mock.GetAsync("/dicomweb/studies?PatientID=0012345&IssuerOfPatientID=1.2.3"))
            .Json.AsArray()
            .Count.ShouldBe(0);
    }

    [Fact]
    public async Task AttributesBeyondTheStandardComeWhenAskedFor()
    {
        await using var mock = await MockFixture.StartAsync(Two);
        var bare = (await mock.GetAsync("/dicomweb/studies?StudyInstanceUID=1.2.3.1")).Json[0]!.AsObject();
        bare.ContainsKey("00081030").ShouldBeFalse();
        bare["00201208"]!["Value"]![0]!.GetValue<int>().ShouldBe(100);
        bare["00100010"]!["Value"]![0]!["Alphabetic"]!.ToString().ShouldBe("DUPONT^ANNE");
        var full = (
            await mock.GetAsync(
                "/dicomweb/studies?StudyInstanceUID=1.2.3.1&includefield=StudyDescription&includefield=00080056,"
                    + "00100021"
            )
        ).Json[0]!;
        full["00081030"]!["Value"]![0]!.ToString().ShouldBe("SCANNER THORACIQUE");
        full["00080056"]!["Value"]![0]!.ToString().ShouldBe("NEARLINE");
        full["00100021"]!["Value"]![0]!.ToString().ShouldBe(Records.Authority);
    }

    [Fact]
    public async Task TheCentralServerListsWhatLiesThere()
    {
        await using var mock = await MockFixture.StartAsync(Two);
        Uids((await mock.GetAsync("/central/dicomweb/studies?PatientID=0012345")).Json.AsArray()).ShouldBe(["1.2.3.2"]);
    }

    [Fact]
    public async Task OtherServersCanBePlayed()
    {
        await using var mock = await MockFixture.StartAsync(
            Two with
            {
                Settings = new()
                {
                    Qido = new()
                    {
                        EmptyAs204 = true,
                        GivesAvailability = false,
                        NumbersAsStrings = true,
                    },
                },
            }
        );
        (await mock.GetAsync("/dicomweb/studies?PatientID=none")).Status.ShouldBe(204);
        var study = (await mock.GetAsync("/dicomweb/studies?StudyInstanceUID=1.2.3.1&includefield=all")).Json[
            0
        ]!.AsObject();
        study.ContainsKey("00080056").ShouldBeFalse();
        study["00201208"]!["Value"]![0]!.GetValue<string>().ShouldBe("100");
    }

    [Fact]
    public async Task ASearchWithoutPatientOrStudyIsRefused()
    {
        await using var mock = await MockFixture.StartAsync(Two);
        (await mock.GetAsync("/dicomweb/studies?StudyDate=20260101-")).Status.ShouldBe(400);
        (await mock.GetAsync("/dicomweb/studies?PatientID=0012345&StudyDate=20260601-"))
            .Json.AsArray()
            .Count.ShouldBe(0);
        (await mock.GetAsync("/dicomweb/studies?PatientID=0012345&ModalitiesInStudy=MR"))
            .Json.AsArray()
            .Count.ShouldBe(0);
        (await mock.GetAsync("/dicomweb/studies?PatientID=0012345&limit=1&offset=1")).Json.AsArray().Count.ShouldBe(1);
    }

    private static IEnumerable<string> Uids(JsonArray studies) =>
        studies.Select(study => study!["0020000D"]!["Value"]![0]!.ToString());
}
