using System.Text.Json.Nodes;
using KryptonFunctions.Identity;

namespace KryptonFunctions.Tests.Fixture;

/// <summary>
/// A patient that a test gives to the Krypton mock, with studies; its name is nobody else's, so tests do not find one
/// another's patients.
/// </summary>
public sealed record KnownPatient
{
    private const string Chu = "330781196";
    private const string FrCore = "https://hl7.fr/ig/fhir/core/";
    private const string InsOid = "1.2.250.1.213.1.4.8";
    private static int last = Random.Shared.Next(1_000_000);

    public string Id { get; init; } = $"kp-test-{Guid.NewGuid():N}"[..20];

    public string BirthName { get; init; } = $"Zyx{Letters(8)}-Qua{Letters(6)}";

    public string GivenName { get; init; } = $"Ode{Letters(5)}";

    public string BirthDate { get; init; } =
        $"19{Random.Shared.Next(30, 99)}-{Random.Shared.Next(1, 13):00}-{Random.Shared.Next(2, 28):00}";

    public string Sex { get; init; } = "female";

    /// <summary>FINESS of the establishment whose record it is; by default the CHU de Bordeaux.</summary>
    public string Finess { get; init; } = Chu;

    /// <summary>IPP at that establishment.</summary>
    public string Ipp { get; init; } = $"9{Interlocked.Increment(ref last):00000000}{Random.Shared.Next(1000):000}";

    /// <summary>A matricule INS that Krypton has recorded, or null.</summary>
    public string? Ins { get; init; }

    /// <summary>What the DCC says of it.</summary>
    public string InsStatus { get; init; } = "qualifiee";

    /// <summary>Further identifiers that no person has, each the IPP with a number behind it.</summary>
    public int MoreIdentifiers { get; init; }

    /// <summary>Another record whose number at its establishment this record bears too, or null.</summary>
    public KnownPatient? AlsoNumberedAs { get; init; }

    public IReadOnlyList<KnownStudy> Studies { get; init; } = [new()];

    /// <summary>A woman with a matricule INS of her birth month, born in Le Puy-en-Velay.</summary>
    public static KnownPatient WithIns()
    {
        var patient = new KnownPatient();
        var number = $"2{patient.BirthDate[2..4]}{patient.BirthDate[5..7]}43157{Random.Shared.Next(1, 1000):000}";
        return patient with { Ins = number + NirKey.Compute(number) };
    }

    /// <summary>What must never be seen outside of requests, answers and the tables meant for it.</summary>
    public IReadOnlyList<string> Secrets =>
        [
            BirthName,
            BirthName.ToUpperInvariant(),
            BirthName.Split('-')[0],
            BirthName.Split('-')[0].ToUpperInvariant(),
            GivenName,
            GivenName.ToUpperInvariant(),
            Ipp,
        ];

    /// <summary>The same person as another establishment recorded him or her, with studies of its own.</summary>
    public KnownPatient Elsewhere(params KnownStudy[] studies) =>
        this with
        {
            Id = $"kp-test-{Guid.NewGuid():N}"[..20],
            Ipp = $"9{Interlocked.Increment(ref last):00000000}{Random.Shared.Next(1000):000}",
            Studies = studies.Length == 0 ? [new()] : studies,
        };

    /// <summary>
    /// The <c>patient</c> of a request, spelled another way than Krypton's record: spaces for hyphens, capitals.
    /// </summary>
    public object AsAsked() =>
        Ins is null
            ? new
            {
                birthName = BirthName.Replace('-', ' ').ToUpperInvariant(),
                givenNames = new[] { GivenName },
                sex = Sex,
                birthDate = BirthDate,
            }
            : new
            {
                ins = new
                {
                    value = Ins,
                    oid = InsOid,
                    status = InsStatus,
                },
                birthName = BirthName.Replace('-', ' ').ToUpperInvariant(),
                givenNames = new[] { GivenName },
                sex = Sex,
                birthDate = BirthDate,
            };

    /// <summary>The FHIR resources that Krypton gets to know.</summary>
    public IEnumerable<JsonObject> Resources() => [Patient(), .. Studies.Select(study => study.Resource(Id))];

    private static string Letters(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + Random.Shared.Next(26))));

    private static JsonObject Identifier(string use, string system, string type, string authority, string value) =>
        new JsonObject
        {
            ["use"] = use,
            ["type"] = new JsonObject
            {
                ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = type }),
            },
            ["system"] = $"urn:oid:{authority}",
            ["value"] = value,
        };

    private JsonObject Patient() =>
        new()
        {
            ["resourceType"] = "Patient",
            ["id"] = Id,
            ["active"] = true,
            ["identifier"] = new JsonArray([
                Identifier(
                    "usual",
                    "http://terminology.hl7.org/CodeSystem/v2-0203",
                    "PI",
                    $"1.2.250.1.71.4.2.2.{Finess}",
                    Ipp
                ),
                .. AlsoNumberedAs is not { } also
                    ? Array.Empty<JsonObject>()
                    :
                    [
                        Identifier(
                            "usual",
                            "http://terminology.hl7.org/CodeSystem/v2-0203",
                            "PI",
                            $"1.2.250.1.71.4.2.2.{also.Finess}",
                            also.Ipp
                        ),
                    ],
                .. Ins is null
                    ? Array.Empty<JsonObject>()
                    : [Identifier("official", FrCore + "CodeSystem/fr-core-cs-v2-0203", "INS-NIR", InsOid, Ins)],
                .. Enumerable
                    .Range(0, MoreIdentifiers)
                    .Select(i =>
                        Identifier(
                            "usual",
                            "http://terminology.hl7.org/CodeSystem/v2-0203",
                            "PI",
                            $"1.2.250.1.71.4.2.2.{Chu}",
                            $"{Ipp}X{i}"
                        )
                    ),
            ]),
            ["name"] = new JsonArray(
                new JsonObject
                {
                    ["use"] = "official",
                    ["family"] = BirthName,
                    ["given"] = new JsonArray(GivenName),
                }
            ),
            ["gender"] = Sex,
            ["birthDate"] = BirthDate,
            ["extension"] = Ins is null
                ? new JsonArray()
                : new JsonArray(
                    new JsonObject
                    {
                        ["url"] = FrCore + "StructureDefinition/fr-core-identity-reliability",
                        ["extension"] = new JsonArray(
                            new JsonObject
                            {
                                ["url"] = "identityStatus",
                                ["valueCoding"] = new JsonObject
                                {
                                    ["system"] = FrCore + "CodeSystem/fr-core-cs-identity-status",
                                    ["code"] = "QUAL",
                                },
                            }
                        ),
                    }
                ),
        };
}

/// <summary>
/// A study of a <see cref="KnownPatient"/>; by default a CT at a site, not yet on the central server.
/// </summary>
public sealed record KnownStudy
{
    private static int last = Random.Shared.Next(1_000_000_000);

    public string Uid { get; init; } = $"1.2.250.1.999.77.{Environment.ProcessId}.{Interlocked.Increment(ref last)}";

    public string Modality { get; init; } = "CT";

    public string Started { get; init; } = "2026-05-02T10:15:00+02:00";

    /// <summary><c>ONLINE</c>, <c>NEARLINE</c>, <c>OFFLINE</c>, <c>UNAVAILABLE</c>.</summary>
    public string Availability { get; init; } = "NEARLINE";

    public int Instances { get; init; } = 120;

    /// <summary>The establishment's name in the images, or null where they have none.</summary>
    public string? Institution { get; init; } = "CHU de Bordeaux";

    internal JsonObject Resource(string patientId) =>
        new()
        {
            ["resourceType"] = "ImagingStudy",
            ["id"] = $"st-{Uid}",
            ["identifier"] = new JsonArray(
                new JsonObject { ["system"] = "urn:dicom:uid", ["value"] = $"urn:oid:{Uid}" }
            ),
            ["status"] = "available",
            ["modality"] = new JsonArray(new JsonObject { ["code"] = Modality }),
            ["subject"] = new JsonObject { ["reference"] = $"Patient/{patientId}" },
            ["started"] = Started,
            ["numberOfSeries"] = 3,
            ["numberOfInstances"] = Instances,
            ["description"] = "SCANNER TAP",
            ["location"] = new JsonObject
            {
                ["identifier"] = new JsonObject
                {
                    ["system"] = "https://finess.esante.gouv.fr",
                    ["value"] = "330781196",
                },
                ["display"] = Institution,
            },
            ["extension"] = new JsonArray(
                new JsonObject
                {
                    ["url"] = "https://krypton-na.example/fhir/StructureDefinition/instance-availability",
                    ["valueCode"] = Availability,
                }
            ),
        };
}
