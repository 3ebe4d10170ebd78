using System.Text.Json.Nodes;
using KryptonFunctions.Identity;

namespace Runner.Demo;

/// <summary>
/// Chooses the demo's patients from the mock's population and spells them as another establishment would.
/// </summary>
internal static class DemoPatients
{
    private const string InsOids = "urn:oid:1.2.250.1.213.1.4.";

    /// <summary>Twelve ways to ask, from the easiest (an INS) to traits with another spelling.</summary>
    private static readonly string[] Ways =
    [
        "ins",
        "ipp",
        "hyphens",
        "accents",
        "ins",
        "ipp",
        "hyphens",
        "accents",
        "apostrophes",
        "used name",
        "year",
        "ipp",
    ];

    /// <summary>At most <paramref name="count"/> patients, always the same for the same population.</summary>
    public static IReadOnlyList<DemoPatient> Choose(string population, int count)
    {
        var pool = PatientsToShow
            .PatientsWithStudies(population)
            .DistinctBy(entry => (Family(entry.Patient, "official"), (string?)entry.Patient["birthDate"]))
            .Where(entry => Family(entry.Patient, "official") is not null && Given(entry.Patient).Count > 0)
            .OrderByDescending(entry => Math.Min(entry.Studies, 3))
            .Select(entry => entry.Patient)
            .ToList();
        var chosen = new List<DemoPatient>();
        for (var at = 0; at < count && pool.Count > 0; at++)
        {
            var way = Ways[at % Ways.Length];
            var patient = pool.Find(candidate => Suits(candidate, way)) ?? pool[0];
            pool.Remove(patient);
            chosen.Add(Ask(patient, way));
        }

        return chosen;
    }

    private static bool Suits(JsonObject patient, string way) =>
        way switch
        {
            "ins" => Identifier(patient, IsIns) is not null,
            "ipp" => Identifier(patient, IsIpp) is not null,
            "hyphens" => Names(patient).Contains('-') || Names(patient).Contains(' '),
            "accents" => Names(patient).Any(letter => letter > 127),
            "apostrophes" => Names(patient).Contains('\''),
            "used name" => Family(patient, "usual") is not null,
            _ => true,
        };

    private static DemoPatient Ask(JsonObject patient, string way)
    {
        var birthName = Family(patient, "official")!;
        var given = Given(patient);
        var birthDate = (string)patient["birthDate"]!;
        var ins = Identifier(patient, IsIns);
        var ipp = Identifier(patient, IsIpp);
        Func<string, string> spell = way switch
        {
            "hyphens" => text =>
                text.Contains('-', StringComparison.Ordinal) ? text.Replace('-', ' ') : text.Replace(' ', '-'),
            "accents" => NormalForm.Of,
            "apostrophes" => text => text.Replace('\'', ' '),
            _ => text => text,
        };
        var traits = new PatientTraits(
            way == "ins" && ins is not null ? new InsTrait((string)ins["value"]!, Authority(ins), "qualifiee") : null,
            way == "ipp" && ipp is not null ? [new IppTrait((string)ipp["value"]!, Authority(ipp))] : null,
            way == "used name" && Family(patient, "usual") is not null ? null : spell(birthName),
            Family(patient, "usual"),
            [.. given.Select(spell)],
            (string?)patient["gender"] ?? "unknown",
            way == "year" ? birthDate[..4] : birthDate
        );
        return new DemoPatient($"{birthName} {given[0]}", way, traits, birthDate);
    }

    private static string? Family(JsonObject patient, string use) =>
        (string?)patient["name"]?.AsArray().FirstOrDefault(name => (string?)name!["use"] == use)?["family"];

    private static IReadOnlyList<string> Given(JsonObject patient) =>
        [
            .. patient["name"]!
                .AsArray()
                .Select(name => name!["given"])
                .OfType<JsonArray>()
                .FirstOrDefault()
                ?.Select(given => (string)given!)
                ?? [],
        ];

    private static string Names(JsonObject patient) => $"{Family(patient, "official")}{string.Concat(Given(patient))}";

    private static JsonNode? Identifier(JsonObject patient, Func<JsonNode, bool> kind) =>
        patient["identifier"]?.AsArray().FirstOrDefault(identifier => kind(identifier!));

    private static bool IsIns(JsonNode identifier) =>
        ((string?)identifier["system"])?.StartsWith(InsOids, StringComparison.Ordinal) == true
        && !IsBillingNumber(identifier);

    private static bool IsBillingNumber(JsonNode identifier) =>
        (string?)identifier["type"]?["coding"]?[0]?["code"] == "NH";

    private static bool IsIpp(JsonNode identifier) => (string?)identifier["type"]?["coding"]?[0]?["code"] == "PI";

    private static string Authority(JsonNode identifier) =>
        ((string)identifier["system"]!).Replace("urn:oid:", string.Empty, StringComparison.Ordinal);
}
