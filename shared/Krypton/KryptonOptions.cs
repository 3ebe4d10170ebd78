using System.ComponentModel.DataAnnotations;
using KryptonFunctions.Access;
using Microsoft.Extensions.Options;

namespace KryptonFunctions.Krypton;

/// <summary>
/// Where Krypton is and how it is spoken to (section <c>Krypton</c>). Outside the local environment every address must
/// be https. The start fails with the name of a missing or impossible setting.
/// </summary>
public sealed class KryptonOptions
{
    public const string Section = "Krypton";

    /// <summary>FHIR R4 base, such as <c>https://krypton.example/fhir</c>. No default.</summary>
    [Required]
    [Url]
    public string FhirBaseUrl { get; set; } = "";

    /// <summary>DICOMweb base of the index: every study that the platform knows of. No default.</summary>
    [Required]
    [Url]
    public string DicomWebBaseUrl { get; set; } = "";

    /// <summary>
    /// DICOMweb base of the central server. Default: the same as <see cref="DicomWebBaseUrl"/>, for a platform with but
    /// one address.
    /// </summary>
    [Url]
    public string? CentralDicomWebBaseUrl { get; set; }

    /// <summary>OAuth 2 token endpoint; also the audience of the client assertion. No default.</summary>
    [Required]
    [Url]
    public string TokenUrl { get; set; } = "";

    /// <summary>
    /// Address of the viewer (IHE IID, STUDY request) with the places <c>{studyUIDs}</c> (joined by commas),
    /// <c>{viewerType}</c>, <c>{layout}</c> and
    /// <c>{launchToken}</c>, which are filled in percent-encoded. Its host is the only one that a viewer link may lead
    /// to. No default.
    /// </summary>
    [Required]
    [MinLength(10)]
    public string ViewerTemplate { get; set; } = "";

    /// <summary>
    /// What <c>aud</c> of a launch token says, so that no other platform takes it. Default <c>krypton</c>.
    /// </summary>
    [Required]
    public string Audience { get; set; } = "krypton";

    /// <summary>Our client id at Krypton's token endpoint. Default <c>dcc-nouvelle-aquitaine</c>.</summary>
    [Required]
    public string ClientId { get; set; } = "dcc-nouvelle-aquitaine";

    /// <summary>
    /// PEM of the EC P-256 private key that signs the client assertions. Default: none; in the local environment the
    /// public development key.
    /// </summary>
    [Secret]
    public string? ClientKey { get; set; }

    /// <summary>The id under which Krypton knows the public half. Default: the key's RFC 7638 thumbprint.</summary>
    public string? ClientKeyId { get; set; }

    /// <summary>Scopes asked for. Default: SMART v2 system scopes for what this link does.</summary>
    [Required]
    public string Scope { get; set; } =
        "system/Patient.rs system/Task.cru system/Organization.rs system/AuditEvent.c system/ImagingStudy.rs";

    /// <summary>
    /// Shared secret of Krypton's notifications (HMAC-SHA256). Default: none; in the local environment the public
    /// development secret.
    /// </summary>
    [Secret]
    public string? NotificationSecret { get; set; }

    /// <summary>
    /// The profile of the AuditEvents: <c>Balp</c> (IHE Basic Audit Log Patterns) or <c>Tde</c> (CI-SIS, Traçabilité
    /// d'événements). Default <c>Balp</c>.
    /// </summary>
    [EnumDataType(typeof(AuditForm))]
    public AuditForm AuditForm { get; set; }

    /// <summary>
    /// The search parameter by which the platform finds an AuditEvent by our trace id, so that a repeat leaves one. R4
    /// has none called <c>identifier</c>. Default <c>entity:identifier</c>; empty for a platform that refuses it: then
    /// a repeat after an unanswered call leaves two events with one trace id.
    /// </summary>
    public string AuditSearchParameter { get; set; } = "entity:identifier";

    /// <summary>
    /// Patient searches by POST <c>_search</c>, so that traits stay out of addresses; false: GET. Default true.
    /// </summary>
    public bool PatientSearchByPost { get; set; } = true;

    /// <summary>
    /// Records asked for in one Patient search (<c>_count</c>), 1 to 500. Default 50, the page cap of the published
    /// profile.
    /// </summary>
    [Range(1, 500)]
    public int PatientPageSize { get; set; } = 50;

    /// <summary>Studies asked for in one QIDO page, 1 to 1000. Default 200.</summary>
    [Range(1, 1000)]
    public int StudyPageSize { get; set; } = 200;

    /// <summary>
    /// UIDs asked for in one query, 1 to 20. Default 20; 1 for a platform that knows no lists of UIDs.
    /// </summary>
    [Range(1, 20)]
    public int UidsPerQuery { get; set; } = 20;

    /// <summary>
    /// How the issuer of a patient number is asked for: <c>Oid</c>, <c>Finess</c>, <c>Name</c>, <c>Qualifier</c> or
    /// <c>None</c>. Whatever is set, each study that comes back is held against the number and all forms of its issuer.
    /// Default <c>Oid</c>.
    /// </summary>
    [EnumDataType(typeof(IssuerForm))]
    public IssuerForm SendIssuerAs { get; set; }

    /// <summary>
    /// What establishments call themselves as issuers, each with the OID of their patient numbers:
    /// <c>CHU-BDX=1.2.250.1.71.1,330781196=1.2.250.1.71.1</c>. Several names of one OID are allowed; the first is the
    /// one that is asked for. Default: none.
    /// </summary>
    public string? IssuerNames { get; set; }

    /// <summary>
    /// Studies read under one identifier of a patient before the rest is left out, which is said. 1 to 20000, default
    /// 5000.
    /// </summary>
    [Range(1, 20_000)]
    public int MaxStudies { get; set; } = 5000;

    /// <summary>
    /// Calls that one list of studies may take, over all identifiers and pages, before the rest is left out, which is
    /// said. 1 to 10000, default 200.
    /// </summary>
    [Range(1, 10_000)]
    public int ListCalls { get; set; } = 200;

    /// <summary>Seconds after which the rest of a list is left out likewise. 0.1 to 600, default 20.</summary>
    [Range(0.1, 600)]
    public double ListSeconds { get; set; } = 20;

    /// <summary>
    /// Seconds that one request of the DCC waits for Krypton, all its calls together: a list gives what it has by then,
    /// everything else is told to come again. 0.1 to 60, default 8.
    /// </summary>
    [Range(0.1, 60)]
    public double RequestSeconds { get; set; } = 8;

    /// <summary>Time zone of DICOM dates and times that name none. Default <c>Europe/Paris</c>.</summary>
    [Required]
    public string StudyTimeZone { get; set; } = "Europe/Paris";

    /// <summary>
    /// Calls to Krypton at once in this process, 1 to 1000; one kind of call takes at most three quarters of them.
    /// Default 32.
    /// </summary>
    [Range(1, 1000)]
    public int MaxConcurrentCalls { get; set; } = 32;

    /// <summary>
    /// Calls that wait for their turn before further ones are refused as <c>busy</c>, 0 to 100000. Default 5000.
    /// </summary>
    [Range(0, 100_000)]
    public int MaxQueuedCalls { get; set; } = 5000;

    /// <summary>Seconds for one attempt of a call, 0.05 to 300. Default 10.</summary>
    [Range(0.05, 300)]
    public double AttemptTimeoutSeconds { get; set; } = 10;

    /// <summary>
    /// Seconds for a call with its repeats, the wait for its turn and the reading of its answer, 0.1 to 600. Default
    /// 25.
    /// </summary>
    [Range(0.1, 600)]
    public double TotalTimeoutSeconds { get; set; } = 25;

    /// <summary>
    /// Repeats after a first attempt that failed for the moment; reads, searches and conditional creates only. 0 to 10,
    /// default 2.
    /// </summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>Seconds before the first repeat; doubles, with jitter. 0.001 to 60, default 0.2.</summary>
    [Range(0.001, 60)]
    public double RetryDelaySeconds { get; set; } = 0.2;

    /// <summary>
    /// A <c>Retry-After</c> up to this many seconds is waited for; a longer one is told to the caller instead. 0 to
    /// 300, default 3.
    /// </summary>
    [Range(0, 300)]
    public double MaxRetryAfterSeconds { get; set; } = 3;

    /// <summary>
    /// Failed attempts of one kind of call in 30 s, at least, before its circuit may open (when half of all attempts
    /// fail). 2 to 10000, default 20.
    /// </summary>
    [Range(2, 10_000)]
    public int CircuitMinimumCalls { get; set; } = 20;

    /// <summary>Seconds for which an open circuit refuses at once. 0.5 to 600, default 10.</summary>
    [Range(0.5, 600)]
    public double CircuitBreakSeconds { get; set; } = 10;

    /// <summary>
    /// Bytes of one answer, after decompression, before it is refused. 1 KiB to 64 MiB, default 5 MiB.
    /// </summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxAnswerBytes { get; set; } = 5 * 1024 * 1024;
}

/// <summary>Profiles of an AuditEvent.</summary>
public enum AuditForm
{
    Balp,
    Tde,
}

[OptionsValidator]
internal sealed partial class KryptonOptionsValidator : IValidateOptions<KryptonOptions>;
