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

    /// <summary>The lines of a file that are not blank, as UTF-8.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Lines(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path) ? File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)).Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line)) : [];
    }

    /// <summary>Reads a small file whole.</summary>
    /// <exception cref="JsonException">A line is no JSON object.</exception>
    public static IEnumerable<JsonObject> Objects(string folder, string file) => Lines(folder, file).Select(line => JsonNode.Parse(line.Span)!.AsObject());
}
