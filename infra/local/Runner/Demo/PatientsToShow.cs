using System.Text.Json.Nodes;
using KryptonMock.Population;

namespace Runner.Demo;

/// <summary>Reads what the demo needs of a population folder: some records with studies that can be fetched.</summary>
internal static class PatientsToShow
{
    /// <summary>Lines read of a file: enough for twelve patients, little of a population of millions.</summary>
    private const int Enough = 20_000;

    /// <summary>
    /// Records that have a full identity and at least one study which is not offline, with the number of such studies.
    /// </summary>
    public static IEnumerable<(JsonObject Patient, int Studies)> PatientsWithStudies(string folder)
    {
        var studies = Lines(folder, PopulationFiles.Studies)
            .Where(study => Availability(study) is not ("OFFLINE" or "UNAVAILABLE"))
            .GroupBy(study => (string?)study["subject"]?["reference"] ?? string.Empty)
            .ToDictionary(group => group.Key, group => group.Count());
        return from patient in Lines(folder, PopulationFiles.Patients)
            let count = studies.GetValueOrDefault($"Patient/{(string?)patient["id"]}")
            where count > 0 && (bool?)patient["active"] != false && ((string?)patient["birthDate"])?.Length == 10
            select (patient, count);
    }

    private static IEnumerable<JsonObject> Lines(string folder, string file) =>
        PopulationFiles.Objects(folder, file).Take(Enough);

    private static string? Availability(JsonObject study) =>
        (string?)
            study["extension"]
                ?.AsArray()
                .FirstOrDefault(extension =>
                    ((string?)extension!["url"])?.EndsWith("instance-availability", StringComparison.Ordinal) == true
                )
                ?["valueCode"];
}
