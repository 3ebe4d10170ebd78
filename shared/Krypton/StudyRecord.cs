namespace KryptonFunctions.Krypton;

/// <summary>Where a study's images are, in DICOM's words (PS3.3 Instance Availability).</summary>
public enum StudyAvailability
{
    /// <summary>On the central server, at once.</summary>
    Online,

    /// <summary>At the establishment: can be fetched, the first image takes longer.</summary>
    Nearline,

    /// <summary>On a medium that somebody must put in by hand.</summary>
    Offline,

    /// <summary>Known, but cannot be had.</summary>
    Unavailable,
}

/// <summary>One study as a DICOMweb server lists it (QIDO-RS). Texts are as recorded.</summary>
public sealed record StudyRecord
{
    public required string StudyUid { get; init; }

    /// <summary>Study date, or null where the site sent none.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Study time in the site's own time zone, or null.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>
    /// The start as an instant: the recorded offset from UTC, or the zone of the settings. Null where date or time is
    /// missing.
    /// </summary>
    public DateTimeOffset? StartedAt { get; init; }

    public IReadOnlyList<string> Modalities { get; init; } = [];

    public string? Description { get; init; }

    public string? AccessionNumber { get; init; }

    /// <summary>Name of the institution.</summary>
    public string? Institution { get; init; }

    public string? PatientId { get; init; }

    /// <summary>
    /// The authority of <see cref="PatientId"/> as the site names it: OID or FINESS, without <c>urn:oid:</c>, or a
    /// name. Once a study is known to be a patient's, the authority as the patient's record has it.
    /// </summary>
    public string? PatientIdIssuer { get; init; }

    /// <summary>
    /// The same as an OID in the issuer's qualifiers (0010,0024), where a site files it there, or null.
    /// </summary>
    public string? PatientIdIssuerOid { get; init; }

    /// <summary>
    /// Under which other authorities of the patient's record the study is filed too; mostly empty.
    /// </summary>
    public IReadOnlyList<string> OtherIssuers { get; init; } = [];

    /// <summary>DICOM form, <c>FAMILY^GIVEN</c>; alphabetic representation.</summary>
    public string? PatientName { get; init; }

    public DateOnly? PatientBirthDate { get; init; }

    /// <summary><c>M</c>, <c>F</c>, <c>O</c>, or null.</summary>
    public string? PatientSex { get; init; }

    public int? Series { get; init; }

    /// <summary>
    /// Number of instances as this server knows it, or null: then a repatriation can only be believed, not verified.
    /// </summary>
    public int? Instances { get; init; }

    /// <summary>
    /// As the server says, or as derived from the central server; null only in what a server said by itself.
    /// </summary>
    public StudyAvailability? Availability { get; init; }
}
