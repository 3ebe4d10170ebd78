using System.Text;
using Hl7.Fhir.Model;
using KryptonFunctions.Identity;
using KryptonFunctions.Krypton;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

public sealed class PatientReaderTests
{
    [Fact]
    public void APatientOfFrCoreIsReadWhole()
    {
        var record = Read(
            """
            {"resourceType":"Patient","id":"kp-1","active":true,
             "extension":[
               {"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace","valueAddress":{"extension":[
                 {"url":"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-address-insee-code",
                 "valueCoding":{"code":"2A004"}}]}},
               {"url":"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability","extension":[
                 {"url":"identityStatus","valueCoding":{"code":"QUAL"}},{"url":"comment","valueCoding":{"code":"HOMD"}},
                 {"url":"comment","valueCodeableConcept":{"coding":[{"code":"USUR"}]}}]}],
             "identifier":[
               {"use":"official","system":"urn:oid:1.2.250.1.213.1.4.8","value":"285022003300156",
               "type":{"coding":[{"code":"INS-NIR"}]}},
               {"system":"urn:oid:1.2.250.1.71.4.2.2.330781196","value":"0012345","type":{"coding":[{"code":"PI"}]}},
               {"system":"urn:oid:1.2.3"}],
             "name":[{"use":"official","family":"DUPONT-MARTIN","given":["MARIE-CLAUDE","ANNE"],
               "extension":[{
                 "url":"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient-birth-list-given-name",
                 "valueString":"MARIE CLAUDE  ANNE"}]},{"use":"usual","given":["CLAUDE"]}],
             "gender":"female","birthDate":"1954-03","managingOrganization":{"reference":"Organization/330781196"}}
            """
        );

        record.ShouldNotBeNull();
        record
            .Names.Select(n => (n.Use, n.Family, string.Join('|', n.Given)))
            .ShouldBe([("official", "DUPONT-MARTIN", "MARIE-CLAUDE|ANNE"), ("usual", null, "CLAUDE")]);
        record.BirthGivenNames.ShouldBe(["MARIE", "CLAUDE", "ANNE"]);
        record.IdentityRemarks.ShouldBe(["HOMD", "USUR"]);
        (
            record.Sex,
            record.BirthDate,
            record.BirthPlaceInsee,
            record.IdentityStatus,
            record.ManagingOrganization
        ).ShouldBe((Sex.Female, "1954-03", "2A004", "QUAL", "330781196"));
        record.Identifiers.ShouldBe([
            new RecordedIdentifier("1.2.250.1.213.1.4.8", "285022003300156", "INS-NIR", "official"),
            new RecordedIdentifier("1.2.250.1.71.4.2.2.330781196", "0012345", "PI", null),
        ]);
    }

    [Fact]
    public void AMergedRecordNamesItsSuccessor()
    {
        var record = Read(
            """{"resourceType":"Patient","id":"kp-1","active":false,"link":[{"other":"""
                + """{"reference":"Patient/kp-9"},"type":"seealso"},{"other":"""
                + """{"reference":"https://k.example/fhir/Patient/kp-2"},"type":"replaced-by"}]}"""
        );

        (record!.Active, record.ReplacedBy).ShouldBe((false, "kp-2"));
    }

    [Fact]
    public void AListOfBirthGivenNamesAtThePatientIsReadToo() =>
        Read(
            """
            {"resourceType":"Patient","id":"kp-1","extension":[{
              "url":"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient-birth-list-given-name",
              "valueString":"MARIE ANNE"}]}
            """
        )!
            .BirthGivenNames.ShouldBe(["MARIE", "ANNE"]);

    /// <summary>What is read of a record bounds what comparing it may cost.</summary>
    [Fact]
    public void OfTenThousandNamesOnlyTheFirstAreRead()
    {
        var names = string.Join(
            ',',
            Enumerable
                .Range(0, 10_000)
                .Select(at =>
                    $$"""{"family":"NAME{{at}}","given":[{{string.Join(',', Enumerable.Repeat("\"A\"", 30))}}]}"""
                )
        );

        var record = Read(
                $$"""{"resourceType":"Patient","id":"kp-1","name":[{"family":"{{new string('X', 10_000)}}"},"""
                    + $$"""{{names}}]}"""
            )
            .ShouldNotBeNull();

        record.Names.Count.ShouldBe(20);
        record.Names[0].Family.ShouldBeNull();
        record.Names[1].Given.Count.ShouldBe(20);
    }

    [Theory]
    [InlineData("\"gender\":5")]
    [InlineData("\"gender\":\"divers\"")]
    [InlineData("\"birthDate\":{\"a\":1}")]
    [InlineData("\"name\":[null]")]
    [InlineData("\"name\":[{\"given\":[null,\"B\"]}]")]
    [InlineData("\"name\":[{\"use\":\"zz\",\"family\":\"\"}]")]
    [InlineData("\"identifier\":[{\"value\":12}]")]
    [InlineData("\"active\":\"true\"")]
    [InlineData("\"fromTheFuture\":{\"x\":[1]}")]
    [InlineData("\"extension\":[null,{\"url\":\"u\",\"valueString\":\"s\",\"valueCode\":\"c\"}]")]
    public void AMistakeInOneElementLeavesTheRecord(string element) =>
        Read($$"""{"resourceType":"Patient","id":"kp-1",{{element}}}""").ShouldNotBeNull().Active.ShouldBeTrue();

    [Theory]
    [InlineData("{\"resourceType\":\"Patient\"}")]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"kp-1\",\"name\":\"x\"}")]
    public void ARecordThatCannotBeToldApartIsNone(string json) => Read(json).ShouldBeNull();

    private static PatientRecord? Read(string json)
    {
        FhirBody.TryRead<Patient>(Encoding.UTF8.GetBytes(json), out var patient, out _).ShouldBeTrue();
        return FhirBody.Guarded(patient!, PatientReader.Read);
    }
}
