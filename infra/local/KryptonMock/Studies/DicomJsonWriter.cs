using System.Text.Json.Nodes;

namespace KryptonMock.Studies;

/// <summary>A data set of the DICOM JSON model (PS3.18 annex F), attributes in the order of their tags.</summary>
/// <param name="numbersAsStrings">Whether IS values are texts; the standard allows both.</param>
internal sealed class DicomJsonWriter(bool numbersAsStrings)
{
    private readonly SortedDictionary<string, JsonNode> attributes = new(StringComparer.Ordinal);

    /// <summary>Texts; null ones are left out, and an attribute without any has no value.</summary>
    public DicomJsonWriter Texts(string tag, string vr, params IEnumerable<string?> values) =>
        Add(tag, vr, values.OfType<string>().Select(value => (JsonNode)value));

    public DicomJsonWriter Name(string tag, string name) => Add(tag, "PN", [new JsonObject { ["Alphabetic"] = name }]);

    public DicomJsonWriter Number(string tag, int value) =>
        Add(tag, "IS", [numbersAsStrings ? value.ToString() : value]);

    public DicomJsonWriter Sequence(string tag, params IEnumerable<JsonObject> items) => Add(tag, "SQ", items);

    public JsonObject ToObject() =>
        new(attributes.Select(attribute => KeyValuePair.Create<string, JsonNode?>(attribute.Key, attribute.Value)));

    private DicomJsonWriter Add(string tag, string vr, IEnumerable<JsonNode> values)
    {
        var attribute = new JsonObject { ["vr"] = vr };
        JsonArray array = [.. values];
        if (array.Count > 0)
        {
            attribute["Value"] = array;
        }

        attributes[tag] = attribute;
        return this;
    }
}
