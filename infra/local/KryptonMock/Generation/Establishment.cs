using System.Text.Json.Nodes;

namespace KryptonMock.Generation;

/// <summary>An establishment of the region.</summary>
/// <param name="Finess">Nine digits.</param>
/// <param name="Name">As people call it.</param>
/// <param name="City">Where it is.</param>
/// <param name="PostalCode">Its first two digits are the département.</param>
/// <param name="Department">The département's name.</param>
/// <param name="ServiceLevel"><c>priors</c>, <c>exchange</c>, or empty where it is not connected.</param>
public sealed record Establishment(
    string Finess,
    string Name,
    string City,
    string PostalCode,
    string Department,
    string ServiceLevel
)
{
    private const string Extensions = "https://krypton-na.example/fhir/StructureDefinition/";

    private static readonly Lazy<IReadOnlyList<Establishment>> Loaded = new(() =>
        [.. EmbeddedText.Lines("establishments.csv").Select(Parse)]
    );

    /// <summary>The 87 members, the largest of each département first.</summary>
    public static IReadOnlyList<Establishment> All => Loaded.Value;

    public bool IsConnected => ServiceLevel.Length > 0;

    /// <summary>The OID under which it issues IPPs.</summary>
    public string Oid => $"1.2.250.1.71.4.2.2.{Finess}";

    /// <summary>The FHIR Organization.</summary>
    public JsonObject ToResource() =>
        new()
        {
            ["resourceType"] = "Organization",
            ["id"] = $"org-{Finess}",
            ["active"] = true,
            ["extension"] = new JsonArray([.. ExtensionsOf()]),
            ["identifier"] = new JsonArray(
                new JsonObject { ["system"] = "https://finess.esante.gouv.fr", ["value"] = Finess },
                new JsonObject { ["system"] = "urn:ietf:rfc:3986", ["value"] = $"urn:oid:{Oid}" }
            ),
            ["name"] = Name,
            ["address"] = new JsonArray(
                new JsonObject
                {
                    ["city"] = City,
                    ["district"] = Department,
                    ["postalCode"] = PostalCode,
                    ["country"] = "FR",
                }
            ),
        };

    private static Establishment Parse(string line) =>
        line.Split(';') is [var finess, var name, var city, var postalCode, var department, var level]
            ? new(finess, name, city, postalCode, department, level)
            : throw new FormatException("A line of establishments.csv has not six fields.");

    private IEnumerable<JsonNode> ExtensionsOf()
    {
        yield return new JsonObject { ["url"] = Extensions + "connected", ["valueBoolean"] = IsConnected };
        if (IsConnected)
        {
            yield return new JsonObject
            {
                ["url"] = Extensions + "service-level",
                ["valueCoding"] = new JsonObject
                {
                    ["code"] = ServiceLevel,
                    ["display"] = ServiceLevel == "priors" ? "envoi d'antériorités" : "échange et partage",
                },
            };
        }
    }
}
