using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.IdentitySearch.Contract;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.IdentitySearch;

public sealed class PatientTraitsReaderTests
{
    private static readonly RequestedPatient Good = new()
    {
        BirthName = "DUPONT",
        GivenNames = ["Marie"],
        BirthDate = "1954-03-12",
        Sex = "female",
    };

    [Fact]
    public void ANameWithABirthYearIsEnough() =>
        Ok(new RequestedPatient { UsedName = "DURAND", BirthDate = "1954" }).BirthDate!.Value.Year.ShouldBe(1954);

    [Fact]
    public void AnInsOrAnIppIsEnough()
    {
        Ok(
            new RequestedPatient
            {
                Ins = new()
                {
                    Value = "285022003300156",
                    Oid = "1.2.250.1.213.1.4.8",
                    Status = "qualifiee",
                },
            }
        )
            .IsQualified.ShouldBeTrue();
        Ok(new RequestedPatient { Ipps = [new() { Value = "0012345", Authority = "1.2.250.1.71.4.2.2.330781196" }] })
            .Ipps.Count.ShouldBe(1);
    }

    [Fact]
    public void LessThanAnIdentifierOrNameAndYearIsRefusedByField()
    {
        Errors(new RequestedPatient { BirthName = "DUPONT" }).ShouldContain("patient.birthDate");
        Errors(new RequestedPatient { BirthDate = "1954-03-12", GivenNames = ["MARIE"] })
            .ShouldContain("patient.birthName");
        Errors(null).ShouldContain("patient");
    }

    [Fact]
    public void EveryWrongFieldIsNamedAtOnce() =>
        Errors(
                new RequestedPatient
                {
                    Ins = new()
                    {
                        Value = "28502200330015",
                        Oid = "1.2.250.1.213.1.4.8",
                        Status = "sure",
                    },
                    Ipps = [null, new() { Value = "1|2", Authority = "x" }],
                    BirthName = "😀",
                    GivenNames = ["   "],
                    Sex = "F",
                    BirthDate = "1954-02-30",
                    BirthPlaceInsee = "Bordeaux",
                    IdentityAttributes = ["doubtful"],
                }
            )
            .ShouldBe([
                "patient.birthDate",
                "patient.birthName",
                "patient.birthPlaceInsee",
                "patient.givenNames[0]",
                "patient.identityAttributes",
                "patient.ins.status",
                "patient.ins.value",
                "patient.ipps[0]",
                "patient.ipps[1]",
                "patient.sex",
            ]);

    [Fact]
    public void ABirthDateInTheFutureIsRefused() =>
        Errors(Good with { BirthDate = "2027-01-01" }).ShouldContain("patient.birthDate");

    [Theory]
    [InlineData("\u0000DUPONT")]
    [InlineData("DU\nPONT")]
    [InlineData("DUPONT 😀")]
    [InlineData("   ")]
    [InlineData("")]
    [InlineData("'--;")]
    [InlineData("\uD800")]
    public void ANameThatCannotBeOneIsRefused(string name) =>
        Errors(Good with { BirthName = name }).ShouldBe(["patient.birthName"]);

    [Fact]
    public void ANameOfTenThousandCharactersIsRefused() =>
        Errors(Good with { BirthName = new string('A', 10_000) }).ShouldBe(["patient.birthName"]);

    [Fact]
    public void InvisibleMarksAreDroppedAndWhatFhirEscapesIsKept()
    {
        Ok(Good with { BirthName = "\u202EDU\u200BPONT\u200F" }).BirthName.ShouldBe("DUPONT");
        Ok(Good with { BirthName = @"O,BRIEN|$\" }).BirthName.ShouldBe(@"O,BRIEN|$\");
        Ok(Good with { BirthName = "x' OR '1'='1" }).BirthName.ShouldBe("x' OR '1'='1");
    }

    [Fact]
    public void CommasOfCivilStatusPartGivenNames() =>
        Ok(Good with { GivenNames = ["Marie, Anne, Louise"] }).GivenNames.ShouldBe(["Marie", "Anne", "Louise"]);

    [Fact]
    public void AFictitiousIdentityIsNeverSearched() =>
        Traits
            .Reader()
            .Read(Good with { IdentityAttributes = ["fictive"] })
            .ShouldBeOfType<Outcome<PatientTraits>.Failed>()
            .Failure.Kind.ShouldBe(FailureKind.Refused);

    [Theory]
    [InlineData(AppEnvironment.Production, false)]
    [InlineData(AppEnvironment.Test, true)]
    [InlineData(AppEnvironment.Local, true)]
    public void TestNumbersAreRefusedInProductionOnly(AppEnvironment environment, bool taken)
    {
        var patient = new RequestedPatient
        {
            Ins = new() { Value = "279035121518989", Oid = "1.2.250.1.213.1.4.10" },
        };
        (Traits.Reader(environment).Read(patient) is Outcome<PatientTraits>.Ok).ShouldBe(taken);
    }

    [Fact]
    public void TextOfTraitsShowsNone() => Ok(Good).ToString().ShouldNotContain("DUPONT");

    private static PatientTraits Ok(RequestedPatient patient) =>
        Traits.Reader().Read(patient).ShouldBeOfType<Outcome<PatientTraits>.Ok>().Value;

    private static IEnumerable<string> Errors(RequestedPatient? patient)
    {
        var failure = Traits.Reader().Read(patient).ShouldBeOfType<Outcome<PatientTraits>.Failed>().Failure;
        failure.Kind.ShouldBe(FailureKind.Invalid);
        return failure.Errors!.Keys.Order(StringComparer.Ordinal);
    }
}
