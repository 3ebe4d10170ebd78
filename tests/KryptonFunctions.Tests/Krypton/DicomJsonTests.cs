using System.Text;
using KryptonFunctions.Krypton;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

public sealed class DicomJsonTests
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    [Fact]
    public void TheAnswerOfARealServerIsRead()
    {
        using var file = typeof(DicomJsonTests).Assembly.GetManifestResourceStream(
            "KryptonFunctions.Tests.Krypton.orthanc-studies.json"
        )!;
        using var body = new MemoryStream();
        file.CopyTo(body);

        var studies = DicomJson.Studies(body.ToArray(), Paris).ShouldNotBeNull();

        studies.Select(s => s?.StudyUid).ShouldBe(["1.2.250.1.999.100", "1.2.250.1.999.200"]);
        var study = studies[0].ShouldNotBeNull();
        study.StartedAt.ShouldBe(new DateTimeOffset(2024, 2, 22, 9, 15, 0, TimeSpan.Zero));
        study.Modalities.ShouldBe(["DX", "SR"]);
        (study.Description, study.AccessionNumber, study.Institution).ShouldBe(
            ("RADIO BASSIN + HANCHE D", "ACC2", "CH DE LA CÔTE BASQUE")
        );
        (study.PatientName, study.PatientId, study.PatientIdIssuer, study.PatientSex).ShouldBe(
            ("DUPONT-MARTIN^MARIE-CLAUDE", "0012345", "330781196", "F")
        );
        (study.PatientBirthDate, study.Series, study.Instances, study.Availability).ShouldBe(
            (new DateOnly(1954, 3, 12), 2, 2, null)
        );
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("\"12\"", 12)]
    [InlineData("\" 12 \"", 12)]
    [InlineData("12.0", 12)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("99999999999", null)]
    [InlineData("\"many\"", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void ANumberComesAsNumberOrText(string written, int? read) =>
        One($"\"00201208\":{{\"vr\":\"IS\",\"Value\":[{written}]}}").Instances.ShouldBe(read);

    [Theory]
    [InlineData("\"20240222\"", "\"0915\"", "2024-02-22T08:15:00Z")]
    [InlineData("\"2024.02.22\"", "\"09\"", "2024-02-22T08:00:00Z")]
    [InlineData("\"20240722\"", "\"091500.123456\"", "2024-07-22T07:15:00Z")]
    [InlineData("\"20240230\"", "\"0915\"", null)]
    [InlineData("\"20240222\"", "\"2561\"", null)]
    [InlineData("\"\"", "\"0915\"", null)]
    public void DateAndTimeBecomeAnInstantOfTheSitesZone(string date, string time, string? instant) =>
        One($"\"00080020\":{{\"Value\":[{date}]}},\"00080030\":{{\"Value\":[{time}]}}")
            .StartedAt.ShouldBe(instant is null ? null : DateTimeOffset.Parse(instant));

    [Fact]
    public void AnOffsetThatIsRecordedCounts() =>
        One(
            "\"00080020\":{\"Value\":[\"20240222\"]},\"00080030\":{\"Value\":[\"0915\"]},"
                + "\"00080201\":{\"Value\":[\"-0400\"]}"
        )
            .StartedAt.ShouldBe(new DateTimeOffset(2024, 2, 22, 13, 15, 0, TimeSpan.Zero));

    [Fact]
    public void ModalitiesInOneTextAreTakenApart() =>
        One("\"00080061\":{\"Value\":[\"\\\\DX\\\\SR\\\\\",\"CT\"]}").Modalities.ShouldBe(["DX", "SR", "CT"]);

    [Theory]
    [InlineData("\"00080020\":null")]
    [InlineData("\"00080020\":{\"vr\":\"DA\"}")]
    [InlineData("\"00080020\":{\"Value\":\"20240222\"}")]
    [InlineData("\"00080020\":{\"Value\":[[]]}")]
    [InlineData("\"00091001\":{\"vr\":\"UN\",\"InlineBinary\":\"AA==\"}")]
    [InlineData("\"00100010\":{\"Value\":[{\"Ideographic\":\"x\"}]}")]
    [InlineData("\"00080056\":{\"Value\":[\"SOMEWHERE\"]}")]
    public void AnAttributeThatIsNotUnderstoodIsPassedOver(string attribute) =>
        One(attribute).StudyUid.ShouldBe("1.2.3");

    [Theory]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("nothing")]
    public void WhatIsNoListOfDataSetsIsNoAnswer(string body) =>
        DicomJson.Studies(Encoding.UTF8.GetBytes(body), Paris).ShouldBeNull();

    [Fact]
    public void ADataSetWithoutAStudyUidIsNoStudyAndKeepsItsPlace() =>
        DicomJson
            .Studies("""[1,{},{"0020000D":{"Value":["1.2.x"]}},{"0020000D":{"Value":["1.02.3"]}}]"""u8.ToArray(), Paris)
            .ShouldNotBeNull()
            .Select(study => study?.StudyUid)
            .ShouldBe([null, null, null, "1.02.3"]);

    [Fact]
    public void ATextThatIsNoUnicodeIsLostAndTheStudyIsNot()
    {
        byte[] body =
        [
            .. """[{"0020000D":{"Value":["1.2.3"]},"00081030":{"Value":["\ud800"]},"00100010":{"Value":"""u8
                + """[{"Alphabetic":"L"""u8,
            0xE9,
            .. """A"}]}}]"""u8,
        ];

        var study = DicomJson.Studies(body, Paris).ShouldNotBeNull().ShouldHaveSingleItem().ShouldNotBeNull();

        (study.StudyUid, study.Description, study.PatientName).ShouldBe(("1.2.3", null, null));
    }

    private static StudyRecord One(string attributes) =>
        DicomJson
            .Studies(Encoding.UTF8.GetBytes($"[{{\"0020000D\":{{\"Value\":[\"1.2.3\"]}},{attributes}}}]"), Paris)
            .ShouldNotBeNull()
            .ShouldHaveSingleItem()!;
}
