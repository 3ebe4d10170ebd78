using System.Globalization;
using Lab.Population;

namespace Lab.Images;

/// <summary>The DICOM files of a study.</summary>
internal static class DicomImages
{
    /// <summary>All files of a study.</summary>
    public static IEnumerable<byte[]> Of(LabStudy study) =>
        study.Series.SelectMany(
            (series, at) => Enumerable.Range(1, series.Instances).Select(image => Of(study, series, at + 1, image))
        );

    /// <summary>One file.</summary>
    /// <param name="study">The study.</param>
    /// <param name="series">Its series.</param>
    /// <param name="number">The series' number, from 1.</param>
    /// <param name="image">The image's number, from 1.</param>
    public static byte[] Of(LabStudy study, LabSeries series, int number, int image)
    {
        var uid = $"{study.Study.Uid}.{number}.{image}";
        var sopClass = SopClass(series.Modality);
        var content = new DicomElements(study.Encoding)
            .Text(0x00080005, "CS", study.CharacterSet)
            .Text(0x00080008, "CS", @"ORIGINAL\PRIMARY")
            .Text(0x00080016, "UI", sopClass)
            .Text(0x00080018, "UI", uid)
            .Text(0x00080020, "DA", study.Date)
            .Text(0x00080021, "DA", study.Date)
            .Text(0x00080023, "DA", study.Date)
            .Text(0x00080030, "TM", study.Time)
            .Text(0x00080033, "TM", study.Time)
            .Text(0x00080050, "SH", study.Study.Accession)
            .Text(0x00080060, "CS", series.Modality)
            .Text(0x00080070, "LO", "Laboratoire (images inventées)")
            .Text(0x00080080, "LO", study.Study.SiteName)
            .Text(0x00080090, "PN", "")
            .Text(0x00081030, "LO", study.Study.Description)
            .Text(0x0008103E, "LO", $"{series.Modality} {number}")
            .Text(0x00100010, "PN", study.Patient.Name)
            .Text(0x00100020, "LO", study.Patient.Id)
            .Text(0x00100021, "LO", study.Patient.Issuer)
            .Text(0x00100030, "DA", study.Patient.BirthDate)
            .Text(0x00100040, "CS", study.Patient.Sex)
            .Text(0x0020000D, "UI", study.Study.Uid)
            .Text(0x0020000E, "UI", $"{study.Study.Uid}.{number}")
            .Text(0x00200010, "SH", study.Study.Accession)
            .Text(0x00200011, "IS", $"{number}")
            .Text(0x00200013, "IS", $"{image}");
        if (series.Modality == "SR")
        {
            StructuredReport.Write(content, study);
        }
        else
        {
            Picture.Write(content, study, series, image);
        }

        return DicomFile.Of(sopClass, uid, content);
    }

    /// <summary>A number as DICOM's decimal strings have it.</summary>
    public static string Decimal(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string SopClass(string modality) =>
        "1.2.840.10008.5.1.4.1.1."
        + modality switch
        {
            "CT" => "2",
            "MR" => "4",
            "PT" => "128",
            "MG" => "1.2",
            "DX" => "1.1",
            "CR" => "1",
            "US" => "6.1",
            "NM" => "20",
            "XA" => "12.1",
            "SR" => "88.11",
            _ => "7",
        };
}
