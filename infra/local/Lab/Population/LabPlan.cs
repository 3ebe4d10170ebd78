using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonMock.Population;
using KryptonMock.Studies;

namespace Lab.Population;

/// <summary>
/// Which patients of a population the lab has, and which studies: always the same for the same population. Two
/// patients of its own bring what a population may lack: a name with Œ, each modality, a study of 500 instances.
/// </summary>
/// <param name="Patients">FHIR Patients.</param>
/// <param name="Studies">Their studies.</param>
/// <param name="Organizations">All establishments of the population.</param>
internal sealed record LabPlan(
    IReadOnlyList<JsonObject> Patients,
    IReadOnlyList<LabStudy> Studies,
    IReadOnlyList<JsonObject> Organizations
)
{
    /// <summary>What the functions show of a study at most in the demo, so more would only cost time.</summary>
    private const int StudiesOfOne = 3;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="folder">The population.</param>
    /// <param name="patients">How many of it have studies in the lab, beside the lab's own two.</param>
    public static LabPlan Of(string folder, int patients)
    {
        var byPatient = PopulationFiles
            .Lines(folder, PopulationFiles.Studies)
            .Select(line => line.Read(json => StudyReader.Read(JsonDocument.Parse(json).RootElement)))
            .Where(study => study.Availability is Availability.Online or Availability.Nearline)
            .ToLookup(study => study.PatientId);
        var all = PopulationFiles.Objects(folder, PopulationFiles.Patients).ToList();
        var chosen = all.Where(IsWellKnown)
            .Where(patient => byPatient[Id(patient)].Count() >= StudiesOfOne)
            .DistinctBy(patient => ((string?)patient["name"]![0]!["family"], (string?)patient["birthDate"]))
            .Take(patients);
        return new(
            [.. all, .. OwnPatients.Patients],
            [
                .. OwnPatients.Studies.Select(own => Plan(own, OwnPatients.Find(own.PatientId))),
                .. chosen.SelectMany(patient =>
                    byPatient[Id(patient)].Take(StudiesOfOne).Select(study => Plan(study, patient))
                ),
            ],
            [.. PopulationFiles.Objects(folder, PopulationFiles.Organizations)]
        );
    }

    /// <summary>Writes it as a population folder, for the adapter and for whoever looks for patients to show.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        Write(folder, PopulationFiles.Patients, Patients);
        Write(folder, PopulationFiles.Organizations, Organizations);
        Write(folder, PopulationFiles.Studies, Studies.Select(ToResource));
    }

    private static LabStudy Plan(Study study, JsonObject patient)
    {
        List<LabSeries> series =
        [
            .. study.Modalities.Select(modality =>
                study.Uid == OwnPatients.Large ? new LabSeries(modality, 500, 128) : LabSeries.Usual(modality)
            ),
        ];
        return new(
            study with
            {
                Series = series.Count,
                Instances = series.Sum(one => one.Instances),
            },
            DicomPatient.Read(Encoding.UTF8.GetBytes(patient.ToJsonString())),
            series
        );
    }

    /// <summary>Whom a search finds and a person recognises.</summary>
    private static bool IsWellKnown(JsonObject patient) =>
        (bool?)patient["active"] != false
        && ((string?)patient["birthDate"])?.Length == 10
        && (string?)patient["name"]?[0]?["use"] == "official"
        && patient["name"]![0]!["given"] is JsonArray { Count: > 0 }
        && DicomPatient.Read(Encoding.UTF8.GetBytes(patient.ToJsonString())) is { Id: not null, Issuer: not null };

    private static string Id(JsonObject patient) => (string)patient["id"]!;

    private static JsonObject ToResource(LabStudy planned) =>
        new()
        {
            ["resourceType"] = "ImagingStudy",
            ["extension"] = new JsonArray(
                new JsonObject
                {
                    ["url"] = StudyReader.AvailabilityExtension,
                    ["valueCode"] = planned.Study.Availability.ToString().ToUpperInvariant(),
                }
            ),
            ["identifier"] = new JsonArray(
                new JsonObject { ["system"] = "urn:dicom:uid", ["value"] = $"urn:oid:{planned.Study.Uid}" }
            ),
            ["status"] = "available",
            ["subject"] = new JsonObject { ["reference"] = $"Patient/{planned.Study.PatientId}" },
            ["started"] = planned.Study.Started?.ToString("s", CultureInfo.InvariantCulture) + 'Z',
            ["numberOfSeries"] = planned.Study.Series,
            ["numberOfInstances"] = planned.Study.Instances,
            ["description"] = planned.Study.Description,
        };

    private static void Write(string folder, string file, IEnumerable<JsonObject> resources) =>
        File.WriteAllLines(Path.Combine(folder, file), resources.Select(resource => resource.ToJsonString(Json)));
}
