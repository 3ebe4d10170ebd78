using System.Reflection;
using System.Text;
using System.Text.Json;
using KryptonFunctions.Krypton;
using KryptonFunctions.Studies;
using KryptonFunctions.Studies.Contract;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>
/// A field of a study that somebody adds must be asked for, read and, where it is meant for the DCC, shown; each test
/// says what is missing.
/// </summary>
public sealed class StudyFieldTests
{
    /// <summary>A value of every field, as a server writes it.</summary>
    private static readonly Dictionary<StudyField, string> Values = new()
    {
        [StudyField.Date] = "20240222",
        [StudyField.Time] = "091500",
        [StudyField.AccessionNumber] = "ACC2",
        [StudyField.Availability] = "ONLINE",
        [StudyField.Modalities] = "CT",
        [StudyField.Institution] = "CH DE LA CÔTE BASQUE",
        [StudyField.OffsetFromUtc] = "-0400",
        [StudyField.Description] = "SCANNER ABDOMINO-PELVIEN",
        [StudyField.PatientName] = "DUPONT^MARIE",
        [StudyField.PatientId] = "0012345",
        [StudyField.PatientIdIssuer] = "330781196",
        [StudyField.PatientBirthDate] = "19540312",
        [StudyField.PatientSex] = "F",
        [StudyField.StudyUid] = "1.2.3",
        [StudyField.Series] = "2",
        [StudyField.Instances] = "120",
    };

    [Fact]
    public void EveryFieldIsInTheListOfAll() =>
        typeof(StudyField)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetValue(null))
            .OfType<StudyField>()
            .ShouldBe(StudyField.All, ignoreOrder: true, "Add the field to StudyField.All.");

    [Fact]
    public void EveryFieldIsRead()
    {
        StudyField.All.Except(Values.Keys).ShouldBeEmpty("Give the field a value in this test.");
        foreach (var field in StudyField.All)
        {
            JsonSerializer
                .Serialize(Read(without: field))
                .ShouldNotBe(JsonSerializer.Serialize(Read()), $"DicomJson does not read {field.Tag}.");
        }
    }

    [Fact]
    public void EverythingAStudyRecordHoldsIsReadFromAField()
    {
        var study = Read().ShouldNotBeNull();
        foreach (var property in typeof(StudyRecord).GetProperties())
        {
            property
                .GetValue(study)
                .ShouldNotBeNull($"Add the DICOM attribute of {property.Name} to StudyField and read it in DicomJson.");
        }
    }

    [Fact]
    public void EveryFieldIsShownInTheListOfStudiesOrSaidNotToBe()
    {
        foreach (var field in StudyField.All.Where(field => field != StudyField.StudyUid))
        {
            var changes = Shown(Read(without: field)) != Shown(Read());
            changes.ShouldBe(field.IsShown, $"StudyItem and StudyField.IsShown of {field.Tag} contradict each other.");
        }
    }

    /// <summary>
    /// What a server gives unasked by the standard (PS3.18, table 10.6.3-1 with the mandatory keys) need not be asked
    /// for; all else must be.
    /// </summary>
    [Fact]
    public void WhatServersLeaveOutIsAskedFor() =>
        StudyField
            .All.Where(field => field.MustBeAskedFor)
            .Select(field => field.Tag)
            .ShouldBe(["00080056", "00080080", "00080201", "00081030", "00100021"], ignoreOrder: true);

    private static string Shown(StudyRecord? study) =>
        JsonSerializer.Serialize(
            StudyItem.From(
                ListedStudy.From(new StudyOfRecord("kp-1", study!), null, new Dictionary<string, Establishment>())
            )
        );

    private static StudyRecord? Read(StudyField? without = null)
    {
        var attributes = StudyField
            .All.Where(field => field != without)
            .Select(field =>
                $$"""
                    "{{field.Tag}}":{"Value":["{{Values[field]}}"]}
                    """
            );
        return DicomJson
            .Studies(Encoding.UTF8.GetBytes($"[{{{string.Join(',', attributes)}}}]"), TimeZoneInfo.Utc)
            .ShouldNotBeNull()
            .ShouldHaveSingleItem();
    }
}
