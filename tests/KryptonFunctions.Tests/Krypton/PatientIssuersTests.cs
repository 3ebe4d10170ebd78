using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>Whose number a study bears, in all the forms in which sites file its issuer.</summary>
public sealed class PatientIssuersTests
{
    private const string Oid = "1.2.250.1.71.4.2.2.330781196";
    private const string Names = $"CHU-BDX={Oid},IPP BORDEAUX={Oid},CH-X=1.2.250.1.71.4.2.2.640780417";

    private static readonly PatientRecord Marie = new()
    {
        Id = "kp-1",
        Names = [new RecordedName("official", "LE GOFF", ["Marie", "Anne"])],
        BirthDate = "1954-03-12",
        Sex = Sex.Female,
        Identifiers = [new RecordedIdentifier(Oid, "A1001", "PI", null)],
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Oid", $"&IssuerOfPatientID={Oid}&")]
    [InlineData("Finess", "&IssuerOfPatientID=330781196&")]
    [InlineData("Name", "&IssuerOfPatientID=CHU-BDX&")]
    [InlineData("Qualifier", $"&IssuerOfPatientIDQualifiersSequence.UniversalEntityID={Oid}&")]
    [InlineData("None", "?PatientID=A1001&includefield")]
    public async Task TheIssuerIsAskedForAsTheSettingSays(string form, string expected)
    {
        await using var krypton = await Answering();

        await List(krypton, ("SendIssuerAs", form));

        krypton.SeenCalls.First().Query.ShouldContain(expected);
    }

    [Theory]
    [InlineData($"\"00100021\":{{\"Value\":[\"{Oid}\"]}}")]
    [InlineData($"\"00100021\":{{\"Value\":[\"urn:oid:{Oid}\"]}}")]
    [InlineData("\"00100021\":{\"Value\":[\"330781196\"]}")]
    [InlineData("\"00100021\":{\"Value\":[\"CHU-BDX\"]}")]
    [InlineData("\"00100021\":{\"Value\":[\"ipp bordeaux\"]}")]
    [InlineData(
        $"\"00100021\":{{\"Value\":[\"PACS\"]}},\"00100024\":{{\"Value\":[{{\"00400032\":{{\"Value\":[\"{Oid}\"]}}}}]}}"
    )]
    public async Task AllFormsOfTheIssuerAreKnownAgain(string issuer)
    {
        await using var krypton = await Answering(Study("1.1", "A1001", issuer));

        var listed = await List(krypton, ("SendIssuerAs", "None"));

        listed.Studies.ShouldHaveSingleItem().PatientIdIssuer.ShouldBe(Oid);
        listed.Unverified.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"00100021\":{\"Value\":[\"1.2.250.1.71.4.2.2.640780417\"]}")]
    [InlineData("\"00100021\":{\"Value\":[\"640780417\"]}")]
    [InlineData("\"00100021\":{\"Value\":[\"CH-X\"]}")]
    [InlineData("\"00100024\":{\"Value\":[{\"00400032\":{\"Value\":[\"1.2.250.1.71.4.2.2.640780417\"]}}]}")]
    public async Task TheSameNumberOfAnotherEstablishmentIsNeverListed(string issuer)
    {
        await using var krypton = await Answering(
            Study("1.1", "A1001", issuer, "LE GOFF^MARIE", "19540312", "F"),
            Study("1.2", "A1001", issuer)
        );

        var listed = await List(krypton, ("SendIssuerAs", "None"));

        listed.Studies.ShouldBeEmpty();
        listed.Unverified.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"00100021\":{\"Value\":[\"PACS LOCAL\"]}")]
    [InlineData(
        $"\"00100021\":{{\"Value\":[\"CH-X\"]}},\"00100024\":{{\"Value\":[{{\"00400032\":{{\"Value\":[\"{Oid}\"]}}}}]}}"
    )]
    public async Task WhereNothingSaysWhoseNumberItIsTheStudyIsMarked(string issuer)
    {
        await using var krypton = await Answering(
            Study("1.1", "A1001", issuer),
            Study("1.2", "A1001", issuer, "LE GOFF^MARIE", "19540313", "F"),
            Study("1.3", "A1001", issuer, "LE GOFF^ANNE", "19540312", "F")
        );

        var listed = await List(krypton, ("SendIssuerAs", "None"));

        listed.Studies.ShouldBeEmpty();
        listed.Unverified.Select(s => s.StudyUid).ShouldBe(["1.1", "1.2", "1.3"]);
    }

    [Fact]
    public async Task WithoutAnIssuerTheNumberAndAllTraitsTogetherAreEnoughAndOtherTraitsAreAStranger()
    {
        await using var krypton = await Answering(
            Study("1.1", "A1001", "", "Le Goff^Marie^Anne", "19540312", "F"),
            Study("1.2", "A1001", "", "MARTIN^PAUL", "19710101", "M")
        );

        var listed = await List(krypton, ("SendIssuerAs", "None"));

        listed.Studies.ShouldHaveSingleItem().StudyUid.ShouldBe("1.1");
        listed.Unverified.ShouldBeEmpty();
    }

    [Fact]
    public async Task ANumberInOtherCaseOrNoNumberIsNotCertain()
    {
        var issuer = $"\"00100021\":{{\"Value\":[\"{Oid}\"]}}";
        await using var krypton = await Answering(
            Study("1.1", "a1001", issuer),
            Study("1.2", "a1001", issuer, "LE GOFF^MARIE", "19540312", "F"),
            $$"""{"0020000D":{"Value":["1.3"]},{{issuer}}}"""
        );

        var listed = await List(krypton);

        listed.Studies.ShouldHaveSingleItem().StudyUid.ShouldBe("1.2");
        listed.Unverified.Select(s => s.StudyUid).ShouldBe(["1.1", "1.3"]);
    }

    [Fact]
    public async Task EachConditionIsHeldAgainstWhatComesBack()
    {
        var issuer = $"\"00100021\":{{\"Value\":[\"{Oid}\"]}}";
        await using var krypton = await Answering(
            Study(
                "1.1",
                "A1001",
                $"{issuer},\"00080020\":{{\"Value\":[\"20240501\"]}},\"00080061\":{{\"Value\":[\"CT\"]}}"
            ),
            Study(
                "1.2",
                "A1001",
                $"{issuer},\"00080020\":{{\"Value\":[\"20240501\"]}},\"00080061\":{{\"Value\":[\"MR\"]}}"
            ),
            Study(
                "1.3",
                "A1001",
                $"{issuer},\"00080020\":{{\"Value\":[\"20230501\"]}},\"00080061\":{{\"Value\":[\"CT\"]}}"
            ),
            Study("1.4", "A1001", $"{issuer},\"00080061\":{{\"Value\":[\"CT\"]}}"),
            Study("1.5", "A1001", $"{issuer},\"00080020\":{{\"Value\":[\"20240501\"]}}"),
            Study(
                "1.6",
                "A1001",
                $"{issuer},\"00080020\":{{\"Value\":[\"20250101\"]}},\"00080061\":{{\"Value\":[\"CT\"]}}"
            )
        );

        var answer = await krypton
            .Client<KryptonStudies>()
            .OfPatientAsync(
                [Marie],
                new StudyFilter(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31), "CT"),
                Cancel
            );

        answer.ShouldBeOfType<QidoAnswer.Listed>().Studies.ShouldHaveSingleItem().StudyUid.ShouldBe("1.1");
    }

    [Theory]
    [InlineData("A,1001")]
    [InlineData("A\\1001")]
    [InlineData("A*")]
    public async Task ANumberThatWouldBeAListOrAPatternIsNotAskedForAndThatIsSaid(string number)
    {
        await using var krypton = await Answering();
        var record = Marie with { Identifiers = [new RecordedIdentifier(Oid, number, "PI", null)] };

        var answer = await krypton.Client<KryptonStudies>().OfPatientAsync([record], null, Cancel);

        krypton.SeenCalls.ShouldBeEmpty();
        answer.ShouldBeOfType<QidoAnswer.Listed>().Complete.ShouldBeFalse();
    }

    [Theory]
    [InlineData("CHU-BDX")]
    [InlineData("=1.2")]
    [InlineData("a=b=c")]
    public async Task NamesThatAreNoListEndTheStart(string names)
    {
        await using var krypton = await Answering();

        Should.Throw<OptionsValidationException>(() => krypton.Client<KryptonStudies>(("IssuerNames", names)));
    }

    private static async Task<QidoAnswer.Listed> List(FakeKrypton krypton, params (string, object)[] settings) =>
        (
            await krypton
                .Client<KryptonStudies>([("IssuerNames", Names), .. settings])
                .OfPatientAsync([Marie], null, Cancel)
        ).ShouldBeOfType<QidoAnswer.Listed>();

    private static Task<FakeKrypton> Answering(params string[] studies) =>
        FakeKrypton.StartAsync(http =>
            FakeKrypton.Json(
                http,
                http.Request.Path.StartsWithSegments("/dicomweb", StringComparison.Ordinal)
                && http.Request.QueryString.Value!.EndsWith("offset=0", StringComparison.Ordinal)
                    ? $"[{string.Join(',', studies)}]"
                    : "[]",
                "application/dicom+json"
            )
        );

    private static string Study(
        string uid,
        string number,
        string more,
        string? name = null,
        string? birthDate = null,
        string? sex = null
    ) =>
        $$"""
            {"0020000D":{"Value":["{{uid}}"]},"00100020":{"Value":["{{number}}"]},"00080056":{"Value":["ONLINE"]}
            {{(name is null ? "" : $",\"00100010\":{{\"Value\":[{{\"Alphabetic\":\"{name}\"}}]}}")}}
            {{(birthDate is null ? "" : $",\"00100030\":{{\"Value\":[\"{birthDate}\"]}}")}}
            {{(sex is null ? "" : $",\"00100040\":{{\"Value\":[\"{sex}\"]}}")}}
            {{(more.Length == 0 ? "" : $",{more}")}}}
            """;
}
