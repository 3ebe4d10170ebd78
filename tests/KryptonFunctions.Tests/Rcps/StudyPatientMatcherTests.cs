using System.Globalization;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.Krypton;
using KryptonFunctions.Rcps.Rules;
using KryptonFunctions.Tests.IdentitySearch;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Rcps;

/// <summary>A study of somebody else is not ordered; one that is only written another way is.</summary>
public sealed class StudyPatientMatcherTests
{
    private static readonly PatientTraits Patient = Traits.Of("LEFÈVRE-MARTIN", "Anne", "1958-03-07") with
    {
        UsedName = "DUBOIS",
    };

    [Theory]
    [InlineData("LEFEVRE MARTIN^ANNE", "1958-03-07", "F")]
    [InlineData("LEFEVREMARTIN^A", "1958-03-07", "F")]
    [InlineData("DUBOIS^ANNE", "1958-03-07", "F")]
    [InlineData("ANNE^LEFEVRE", "1958-03-07", "F")]
    [InlineData("LEFEVRE^ANNE", "1958-07-03", "F")]
    [InlineData("LEFEVRE^ANNE", "1958-03-17", "F")]
    [InlineData("LEFEVRE^ANNE", "1958-01-01", "F")]
    [InlineData("LEFEVRE^ANNE", "1958-03-07", "M")]
    [InlineData("LEFEVRE^ANNE", null, null)]
    [InlineData(null, "1958-03-07", "O")]
    [InlineData(null, null, null)]
    public void WhatIsWrittenAnotherWayOrMissingContradictsNothing(string? name, string? birthDate, string? sex) =>
        Contradicts(name, birthDate, sex).ShouldBeFalse();

    [Theory]
    [InlineData("GARCIA^ANNE", "1958-03-07", "F")]
    [InlineData("LEFEVRE^ANNE", "1961-11-07", "F")]
    [InlineData("LEFEVRE^ANNE", null, "M")]
    [InlineData(null, "1958-03-07", "M")]
    [InlineData(null, null, "M")]
    public void AnotherNameDateOrSexContradicts(string? name, string? birthDate, string? sex) =>
        Contradicts(name, birthDate, sex).ShouldBeTrue();

    private static bool Contradicts(string? name, string? birthDate, string? sex) =>
        StudyPatientMatcher.Contradicts(
            Patient,
            new StudyRecord
            {
                StudyUid = "1.2.3",
                PatientName = name,
                PatientBirthDate = birthDate is null ? null : DateOnly.Parse(birthDate, CultureInfo.InvariantCulture),
                PatientSex = sex,
            }
        );
}
