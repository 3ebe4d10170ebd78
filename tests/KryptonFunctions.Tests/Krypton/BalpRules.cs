using System.Text.Json.Nodes;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.Tests.Krypton;

/// <summary>
/// The rules of IHE BALP 1.1 (profiles Query, Read, Create, Update, Delete and their Patient forms), written from the
/// profiles and not from our writer.
/// </summary>
internal static class BalpRules
{
    private const string Dcm = "http://dicom.nema.org/resources/ontology/DCM|";
    private const string Participation = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType|";
    private const string Custodian = "http://terminology.hl7.org/CodeSystem/provenance-participant-type|custodian";

    /// <summary>The rules that the event breaks.</summary>
    public static IEnumerable<string> Broken(JsonNode written, AccessKind kind, bool hasPatient, bool hasUser)
    {
        var agents = written["agent"]!.AsArray().OfType<JsonNode>().ToList();
        var entities = written["entity"]!.AsArray().OfType<JsonNode>().ToList();
        var (client, server) = Machines(kind);
        var interactions = Codes(written["subtype"])
            .Where(c => c.StartsWith("http://hl7.org/fhir/restful-interaction|", StringComparison.Ordinal));
        (string Rule, bool Holds)[] rules =
        [
            ("type rest", Code(written["type"]) == "http://terminology.hl7.org/CodeSystem/audit-event-type|rest"),
            ("subtype of the interaction", interactions.Single().Split('|')[1] == Interaction(kind)),
            ("action", (string?)written["action"] == Letter(kind)),
            ("recorded", written["recorded"] is not null),
            ("outcome 0", (string?)written["outcome"] == "0"),
            ("source.observer 1..1", written["source"]?["observer"] is not null),
            ("agent 2..", agents.Count >= 2),
            ("client 1..1 with who and network", agents.Count(a => IsMachine(a, client)) == 1),
            ("server 1..1 with who and network", agents.Count(a => IsMachine(a, server)) == 1),
            ("user 0..1", agents.Count(a => IsUser(a, kind)) == (hasUser ? 1 : 0)),
            ("no more agents", agents.Count == (hasUser ? 3 : 2)),
            ("transaction 0..1 with the request id", entities.Count(IsTransaction) <= 1),
            ("data or query 1..1", entities.Count(e => Code(e["type"]) == EntityType("2")) == 1),
            (
                "data or query as the profile has it",
                entities.Exists(e => kind == AccessKind.Search ? IsQuery(e) : IsData(e))
            ),
            ("patient", entities.Count(IsPatient) == (hasPatient ? 1 : 0)),
            (
                "profile",
                kind == AccessKind.Execute
                    || ((string?)written["meta"]?["profile"]?[0] ?? "") == Profile(kind, hasPatient)
            ),
        ];
        return rules.Where(rule => !rule.Holds).Select(rule => rule.Rule);
    }

    private static string Profile(AccessKind kind, bool hasPatient) =>
        "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit."
        + (hasPatient ? "Patient" : "")
        + (kind == AccessKind.Search ? "Query" : kind.ToString());

    private static (string Client, string Server) Machines(AccessKind kind) =>
        kind switch
        {
            AccessKind.Read => (Dcm + "110152", Dcm + "110153"),
            AccessKind.Delete => (Dcm + "110150", Custodian),
            _ => (Dcm + "110153", Dcm + "110152"),
        };

    private static bool IsMachine(JsonNode agent, string type) =>
        Codes(agent["type"]?["coding"]).Contains(type)
        && agent["who"] is not null
        && agent["network"]?["address"] is not null
        && agent["media"] is null;

    private static bool IsUser(JsonNode agent, AccessKind kind)
    {
        string[] types = kind is AccessKind.Create or AccessKind.Update or AccessKind.Delete
            ? ["AUT", "INF", "CST"]
            : ["IRCP"];
        return Codes(agent["type"]?["coding"])
                .Any(c => types.Contains(c.Replace(Participation, "", StringComparison.Ordinal)))
            && agent["who"] is not null
            && (bool)agent["requestor"]!
            && agent["network"] is null
            && agent["media"] is null;
    }

    private static bool IsTransaction(JsonNode entity) =>
        Code(entity["type"]) == "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType|XrequestId";

    private static bool IsQuery(JsonNode entity) =>
        Code(entity["role"]) == Role("24")
        && entity["query"] is not null
        && entity["what"] is null
        && entity["lifecycle"] is null
        && entity["detail"] is null;

    private static bool IsData(JsonNode entity) =>
        Code(entity["type"]) == EntityType("2")
        && entity["what"] is not null
        && new[] { Role("4"), Role("3"), Role("20") }.Contains(Code(entity["role"]));

    private static bool IsPatient(JsonNode entity) =>
        Code(entity["type"]) == EntityType("1")
        && Code(entity["role"]) == Role("1")
        && ((string?)entity["what"]?["reference"])?.StartsWith("Patient/", StringComparison.Ordinal) == true;

    private static string Interaction(AccessKind kind) =>
        kind switch
        {
            AccessKind.Search => "search-type",
            AccessKind.Execute => "operation",
            _ => kind.ToString().ToLowerInvariant(),
        };

    private static string Letter(AccessKind kind) =>
        kind is AccessKind.Search or AccessKind.Execute ? "E" : kind.ToString()[..1];

    private static string EntityType(string code) => $"http://terminology.hl7.org/CodeSystem/audit-entity-type|{code}";

    private static string Role(string code) => $"http://terminology.hl7.org/CodeSystem/object-role|{code}";

    private static IEnumerable<string> Codes(JsonNode? codings) =>
        codings is JsonArray all ? all.Select(Code).OfType<string>() : [];

    private static string? Code(JsonNode? coding) => coding is null ? null : $"{coding["system"]}|{coding["code"]}";
}
