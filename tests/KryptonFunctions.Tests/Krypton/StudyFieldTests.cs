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
        [StudyField.PatientIdIssuerQualifiers] = """{"00400032":{"Value":["1.2.250.1.330781196"]}}""",
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
    /// PS3.18 (table 10.6.3-3) obliges a server to little that it is not asked for, and the number of instances, the
    /// time, the modalities and the sex decide about orders and identities here.
    /// </summary>
    [Fact]
    public void EveryFieldIsAskedFor() =>
        StudyField
            .All.Where(field => field != StudyField.StudyUid)
            .ShouldAllBe(field => StudyField.Included.Contains($"includefield={field.Tag}", StringComparison.Ordinal));

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
                    "{{field.Tag}}":{"Value":[{{(Values[field][0] == '{' ? Values[field] : $"\"{Values[field]}\"")}}]}
                    """
            );
        return DicomJson
            .Studies(Encoding.UTF8.GetBytes($"[{{{string.Join(',', attributes)}}}]"), TimeZoneInfo.Utc)
            .ShouldNotBeNull()
            .ShouldHaveSingleItem();
    }
}
