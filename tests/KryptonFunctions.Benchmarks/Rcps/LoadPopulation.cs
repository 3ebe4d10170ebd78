using System.Text.Json.Nodes;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonMock.Population;

namespace KryptonFunctions.Benchmarks.Rcps;

/// <summary>Patients with invented names that nobody shares, each with as many CT studies at a site.</summary>
internal static class LoadPopulation
{
    public static string PatientId(int number) => $"kp-load-{number}";

    public static string StudyUid(int patient, int study) => $"1.2.250.1.999.88.{patient}.{study}";

    public static RequestedPatient Asked(int number) =>
        new()
        {
            BirthName = Name(number).ToUpperInvariant(),
            GivenNames = ["ODETTE"],
            Sex = "female",
            BirthDate = Date(number),
        };

    /// <summary>Writes the files of a population for the mock.</summary>
    public static void Write(string folder, int patients, int studies)
    {
        var numbers = Enumerable.Range(1, patients).ToList();
        File.WriteAllLines(
            Path.Combine(folder, PopulationFiles.Patients),
            numbers.Select(p => Patient(p).ToJsonString())
        );
        var ofEach = numbers.SelectMany(p => Enumerable.Range(1, studies).Select(s => Study(p, s).ToJsonString()));
        File.WriteAllLines(Path.Combine(folder, PopulationFiles.Studies), ofEach);
    }

    /// <summary>The same as resources, patients first.</summary>
    public static IEnumerable<JsonObject> Resources(int patients, int studies, int first = 1) =>
        Enumerable
            .Range(first, patients)
            .SelectMany(p => Enumerable.Range(1, studies).Select(s => Study(p, s)).Prepend(Patient(p)));

    private static string Name(int number) => $"Zyq{Letter(number / 676)}{Letter(number / 26)}{Letter(number)}ander";

    private static char Letter(int number) => (char)('a' + (number % 26));

    private static string Date(int number) => $"{1940 + (number % 50)}-{1 + (number % 12):00}-{1 + (number % 28):00}";

    private static JsonObject Patient(int number) =>
        new()
        {
            ["resourceType"] = "Patient",
            ["id"] = PatientId(number),
            ["active"] = true,
            ["identifier"] = new JsonArray(
                new JsonObject
                {
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
                    ["system"] = "urn:oid:1.2.250.1.71.4.2.2.330781196",
                    ["value"] = $"8{number:0000000}",
                }
            ),
            ["name"] = new JsonArray(
                new JsonObject
                {
                    ["use"] = "official",
                    ["family"] = Name(number),
                    ["given"] = new JsonArray("Odette"),
                }
            ),
            ["gender"] = "female",
            ["birthDate"] = Date(number),
        };

    private static JsonObject Study(int patient, int study) =>
        new()
        {
            ["resourceType"] = "ImagingStudy",
            ["id"] = $"st-{patient}-{study}",
            ["identifier"] = new JsonArray(
                new JsonObject { ["system"] = "urn:dicom:uid", ["value"] = $"urn:oid:{StudyUid(patient, study)}" }
            ),
            ["status"] = "available",
            ["modality"] = new JsonArray(new JsonObject { ["code"] = "CT" }),
            ["subject"] = new JsonObject { ["reference"] = $"Patient/{PatientId(patient)}" },
            ["started"] = "2026-05-02T10:15:00+02:00",
            ["numberOfSeries"] = 3,
            ["numberOfInstances"] = 240,
            ["extension"] = new JsonArray(
                new JsonObject
                {
                    ["url"] = "https://krypton-na.example/fhir/StructureDefinition/instance-availability",
                    ["valueCode"] = "NEARLINE",
                }
            ),
        };
}
