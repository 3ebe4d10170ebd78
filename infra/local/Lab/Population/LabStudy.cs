using System.Globalization;
using System.Text;
using KryptonMock.Studies;

namespace Lab.Population;

/// <summary>A study that the lab makes.</summary>
/// <param name="Study">What the population says of it; its numbers are those of <paramref name="Series"/>.</param>
/// <param name="Patient">As the images bear it.</param>
/// <param name="Series">What it consists of.</param>
internal sealed record LabStudy(Study Study, DicomPatient Patient, IReadOnlyList<LabSeries> Series)
{
    /// <summary>SITE A has the public hospitals, SITE B clinics and imaging centres.</summary>
    public string Site => Study.SiteName?.StartsWith("CH", StringComparison.Ordinal) == true ? "SITEA" : "SITEB";

    /// <summary>Whether it lies on the central server from the beginning.</summary>
    public bool IsCentral => Study.Availability == Availability.Online;

    /// <summary>
    /// The character set of its texts: Latin-1 as old modalities write it, UTF-8 for some (by the end of their UID) and
    /// where Latin-1 has no letter for a name (Œ).
    /// </summary>
    public string CharacterSet =>
        UsesLatin1 && !Study.Uid.EndsWith('2') && !Study.Uid.EndsWith('4') ? "ISO_IR 100" : "ISO_IR 192";

    public Encoding Encoding => CharacterSet == "ISO_IR 100" ? Encoding.Latin1 : new UTF8Encoding(false);

    public string Date => Study.Started?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "";

    public string Time => Study.Started?.ToString("HHmmss", CultureInfo.InvariantCulture) ?? "";

    private bool UsesLatin1 => $"{Patient.Name}{Study.Description}{Study.SiteName}".All(letter => letter <= 0xFF);
}

/// <summary>A series of one modality.</summary>
/// <param name="Modality">As DICOM codes it.</param>
/// <param name="Instances">How many images, or reports.</param>
/// <param name="Size">Width and height of an image, where it is square.</param>
internal sealed record LabSeries(string Modality, int Instances, int Size = 256)
{
    /// <summary>A series as large as a person needs it, and no larger.</summary>
    public static LabSeries Usual(string modality) =>
        modality switch
        {
            "CT" => new(modality, 24),
            "MR" => new(modality, 20),
            "PT" => new(modality, 24, 128),
            "MG" => new(modality, 4, 512),
            "CR" or "DX" => new(modality, 2, 512),
            "US" => new(modality, 6),
            "XA" => new(modality, 8),
            "NM" => new(modality, 2, 128),
            _ => new(modality, 1),
        };
}
