using System.Text.Json.Nodes;
using KryptonMock.Studies;

namespace Lab.Population;

/// <summary>The lab's own two patients, invented: letters that Latin-1 lacks, and each modality.</summary>
internal static class OwnPatients
{
    /// <summary>The study of 500 instances.</summary>
    public const string Large = $"{Root}.1";

    private const string Root = "1.2.250.1.999.9.1";
    private const string Bordeaux = "330781196";

    public static IReadOnlyList<JsonObject> Patients { get; } =
    [
        Patient("lab-1", "LAB-0001", "LEBŒUF D’ÉTÉ", "Françoise Zoé", "female", "1961-02-17"),
        Patient("lab-2", "LAB-0002", "GARÇON-LABBÉ", "Noël", "male", "1948-11-05"),
    ];

    public static IReadOnlyList<Study> Studies { get; } =
    [
        Study("lab-1", 1, ["CT"], "SCANNER THORAX ABDOMEN PELVIS", "2026-09-14T09:20"),
        Study("lab-1", 2, ["PT", "CT"], "TEP-SCANNER FDG CORPS ENTIER", "2026-10-02T14:05"),
        Study("lab-1", 3, ["MG"], "MAMMOGRAPHIE BILATÉRALE", "2025-03-21T11:40"),
        Study("lab-2", 4, ["MR"], "IRM CÉRÉBRALE", "2026-08-30T16:15"),
        Study("lab-2", 5, ["CT", "SR"], "SCANNER CÉRÉBRAL AVEC COMPTE RENDU", "2026-10-11T08:10"),
        Study("lab-2", 6, ["CR", "US"], "RADIOGRAPHIE ET ÉCHOGRAPHIE", "2024-06-03T10:30"),
    ];

    public static JsonObject Find(string id) => Patients.Single(patient => (string?)patient["id"] == id);

    private static Study Study(string patient, int number, string[] modalities, string description, string started) =>
        new()
        {
            Uid = $"{Root}.{number}",
            PatientId = patient,
            Modalities = modalities,
            Description = description,
            Started = DateTime.Parse(started, System.Globalization.CultureInfo.InvariantCulture),
            Accession = $"LAB{number:0000}",
            Site = Bordeaux,
            SiteName = number % 2 == 1 ? "CHU de Bordeaux" : "Imagerie de l’Œuvre du Médoc",
        };

    private static JsonObject Patient(string id, string ipp, string family, string given, string gender, string born) =>
        new()
        {
            ["resourceType"] = "Patient",
            ["id"] = id,
            ["identifier"] = new JsonArray(
                new JsonObject
                {
                    ["use"] = "usual",
                    ["type"] = new JsonObject
                    {
                        ["coding"] = new JsonArray(
                            new JsonObject
                            {
                                ["system"] = "http://terminology.hl7.org/CodeSystem/v2-0203",
                                ["code"] = "PI",
                            }
                        ),
                    },
                    ["system"] = $"urn:oid:1.2.250.1.71.4.2.2.{Bordeaux}",
                    ["value"] = ipp,
                }
            ),
            ["active"] = true,
            ["name"] = new JsonArray(
                new JsonObject
                {
                    ["use"] = "official",
                    ["family"] = family,
                    ["given"] = new JsonArray(given),
                }
            ),
            ["gender"] = gender,
            ["birthDate"] = born,
            ["managingOrganization"] = new JsonObject { ["reference"] = $"Organization/org-{Bordeaux}" },
        };
}
