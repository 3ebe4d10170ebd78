using KryptonFunctions.Tests.Fixture;

namespace KryptonFunctions.Tests.Kills;

/// <summary>A data folder, a population and six ports for the lives of a Runner.</summary>
internal sealed class KillPlace : IDisposable
{
    private readonly Queue<KnownPatient> patients;

    /// <param name="patients">How many patients Krypton knows, in all lives of the mock; each has two studies at a
    /// site.</param>
    public KillPlace(int patients)
    {
        this.patients = new(Enumerable.Range(0, patients).Select(_ => new KnownPatient { Studies = [new(), new()] }));
        var resources = this
            .patients.SelectMany(patient => patient.Resources())
            .ToLookup(resource => (string)resource["resourceType"]!, resource => resource.ToJsonString());
        Directory.CreateDirectory(Population);
        foreach (var type in resources)
        {
            File.WriteAllLines(Path.Combine(Population, $"{type.Key}.ndjson"), type);
        }
    }

    public string Data { get; } = Directory.CreateTempSubdirectory("krypton-kills-").FullName;

    public string Population => Path.Combine(Data, "population");

    public int Ports { get; } = RunnerProcess.FreePorts();

    /// <summary>Patients whom no RCP has had yet.</summary>
    public IReadOnlyList<KnownPatient> Next(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => patients.Dequeue())];

    /// <summary>An Azurite of a Runner that was just killed may still be saving here.</summary>
    public void Dispose()
    {
        for (var attempt = 1; Directory.Exists(Data); attempt++)
        {
            try
            {
                Directory.Delete(Data, recursive: true);
            }
            catch (IOException) when (attempt < 100)
            {
                Thread.Yield();
            }
        }
    }
}
