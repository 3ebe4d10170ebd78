using System.Text.Encodings.Web;
using System.Text.Json;
using KryptonMock.Population;

namespace KryptonMock.Generation;

/// <summary>Writes a population folder, person by person, so that its size does not matter.</summary>
public static class PopulationWriter
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The newest day of an invented examination.</summary>
    private static readonly DateOnly Today = new(2026, 11, 20);

    /// <param name="folder">Made where missing; the three files are written anew.</param>
    /// <param name="persons">Whose records and examinations are written.</param>
    /// <param name="seed">Of the examinations.</param>
    /// <returns>How many records were written.</returns>
    public static int Write(string folder, IEnumerable<GeneratedPerson> persons, int seed)
    {
        Directory.CreateDirectory(folder);
        using var patients = File.CreateText(Path.Combine(folder, PopulationFiles.Patients));
        using var studies = File.CreateText(Path.Combine(folder, PopulationFiles.Studies));
        var generator = new StudyGenerator(seed, Today);
        var records = 0;
        foreach (var person in persons)
        {
            foreach (var record in person.Records)
            {
                WriteLine(patients, System.Text.Encoding.UTF8.GetString(PatientJson.Write(record)));
                records++;
            }

            foreach (var study in generator.StudiesOf(person))
            {
                WriteLine(studies, study.ToJsonString(Options));
            }
        }

        File.WriteAllLines(
            Path.Combine(folder, PopulationFiles.Organizations),
            Establishment.All.Select(establishment => establishment.ToResource().ToJsonString(Options))
        );
        return records;
    }

    private static void WriteLine(StreamWriter file, string line)
    {
        file.Write(line);
        file.Write('\n');
    }
}
