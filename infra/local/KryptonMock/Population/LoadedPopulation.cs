using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonMock.Patients;
using KryptonMock.Studies;

namespace KryptonMock.Population;

/// <summary>The platform's patients, studies and establishments; patients may be added while it runs.</summary>
internal sealed class LoadedPopulation(NameFolding folding)
{
    private readonly Lock adding = new();
    private volatile PatientIndex patients = new PatientIndexBuilder(folding).Build();
    private volatile IReadOnlyList<JsonObject> organizations = [];

    public PatientIndex Patients => patients;

    public StudyCatalog Studies { get; } = new();

    public IReadOnlyList<JsonObject> Organizations => organizations;

    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="PopulationException">A line cannot be read.</exception>
    public void AddFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The population folder '{folder}' does not exist.");
        }

        AddPatients([.. PopulationFiles.Lines(folder, PopulationFiles.Patients)]);
        foreach (var line in PopulationFiles.Lines(folder, PopulationFiles.Studies))
        {
            Studies.Put(line.Read(ReadStudy));
        }

        organizations = [.. organizations, .. PopulationFiles.Objects(folder, PopulationFiles.Organizations)];
    }

    /// <summary>Adds resources of the three types; a Patient takes the place of one with its id.</summary>
    /// <exception cref="JsonException">A resource of another type, or one without what it needs.</exception>
    public void Add(IEnumerable<JsonObject> resources)
    {
        var byType = resources.ToLookup(resource => resource["resourceType"]?.ToString());
        AddPatients([
            .. byType["Patient"]
                .Select(patient => new PopulationLine(
                    Encoding.UTF8.GetBytes(patient.ToJsonString(Http.MockJson.Options))
                )),
        ]);
        foreach (var study in byType["ImagingStudy"])
        {
            Studies.Put(StudyReader.Read(JsonSerializer.SerializeToElement(study)));
        }

        organizations = [.. organizations, .. byType["Organization"]];
        if (byType.Any(type => type.Key is not ("Patient" or "ImagingStudy" or "Organization")))
        {
            throw new JsonException("Only Patient, ImagingStudy and Organization are known.");
        }
    }

    private static Study ReadStudy(ReadOnlyMemory<byte> json)
    {
        using var study = JsonDocument.Parse(json);
        return StudyReader.Read(study.RootElement);
    }

    private void AddPatients(IReadOnlyCollection<PopulationLine> added)
    {
        if (added.Count == 0)
        {
            return;
        }

        lock (adding)
        {
            var replaced =
                patients.Count == 0 ? [] : added.Select(patient => patient.Read(PatientFields.Read).Id).ToHashSet();
            var builder = new PatientIndexBuilder(folding);
            for (var position = 0; position < patients.Count; position++)
            {
                if (!replaced.Contains(patients.Id(position)))
                {
                    builder.Add(patients.Json(position).ToArray());
                }
            }

            foreach (var patient in added)
            {
                patient.Read(builder.Add);
            }

            patients = builder.Build();
        }
    }
}
