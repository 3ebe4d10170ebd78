namespace KryptonFunctions.Krypton;

/// <summary>A DICOM attribute of a study that is read.</summary>
/// <param name="Tag">Group and element, as DICOM JSON writes them.</param>
/// <param name="IsShown">What it says reaches the DCC in the list of studies; the other fields are compared
/// only.</param>
internal sealed record StudyField(string Tag, bool IsShown = true)
{
    public static readonly StudyField Date = new("00080020");
    public static readonly StudyField Time = new("00080030");
    public static readonly StudyField AccessionNumber = new("00080050");
    public static readonly StudyField Availability = new("00080056");
    public static readonly StudyField Modalities = new("00080061");
    public static readonly StudyField Institution = new("00080080");
    public static readonly StudyField OffsetFromUtc = new("00080201");
    public static readonly StudyField Description = new("00081030");
    public static readonly StudyField PatientName = new("00100010", IsShown: false);
    public static readonly StudyField PatientId = new("00100020", IsShown: false);
    public static readonly StudyField PatientIdIssuer = new("00100021");
    public static readonly StudyField PatientIdIssuerQualifiers = new("00100024", IsShown: false);
    public static readonly StudyField PatientBirthDate = new("00100030", IsShown: false);
    public static readonly StudyField PatientSex = new("00100040", IsShown: false);
    public static readonly StudyField StudyUid = new("0020000D");
    public static readonly StudyField Series = new("00201206");
    public static readonly StudyField Instances = new("00201208");

    /// <summary>All that are read: a test holds them against the reader, the query and the list.</summary>
    public static readonly IReadOnlyList<StudyField> All =
    [
        Date,
        Time,
        AccessionNumber,
        Availability,
        Modalities,
        Institution,
        OffsetFromUtc,
        Description,
        PatientName,
        PatientId,
        PatientIdIssuer,
        PatientIdIssuerQualifiers,
        PatientBirthDate,
        PatientSex,
        StudyUid,
        Series,
        Instances,
    ];

    /// <summary>
    /// The part of a query that asks for all of them. PS3.18 (table 10.6.3-3) lets a server leave out most of what it
    /// is not asked for, the number of instances among it.
    /// </summary>
    public static readonly string Included = string.Join(
        '&',
        All.Where(field => field != StudyUid).Select(field => $"includefield={field.Tag}")
    );
}
