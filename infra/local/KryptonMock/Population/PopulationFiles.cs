using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KryptonMock.Population;

/// <summary>The NDJSON files of a population folder; a missing one is an empty one.</summary>
public static class PopulationFiles
{
    public const string Patients = "Patient.ndjson";
    public const string Studies = "ImagingStudy.ndjson";
    public const string Organizations = "Organization.ndjson";

    /// <summary>The lines of a file that are not blank.</summary>
    public static IEnumerable<PopulationLine> Lines(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return from line in File.Exists(path) ? File.ReadLines(path).Index() : []
            where !string.IsNullOrWhiteSpace(line.Item)
            select new PopulationLine(Encoding.UTF8.GetBytes(line.Item), path, line.Index + 1);
    }

    /// <summary>The objects of a file, one after the other.</summary>
    /// <exception cref="PopulationException">A line is no JSON object.</exception>
    public static IEnumerable<JsonObject> Objects(string folder, string file) =>
        Lines(folder, file)
            .Select(line =>
                line.Read(json => JsonNode.Parse(json.Span)?.AsObject() ?? throw new JsonException("The line is null."))
            );
}
