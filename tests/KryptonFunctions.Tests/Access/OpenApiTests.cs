using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KryptonFunctions.Functions;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Functions.OpenApi;
using KryptonFunctions.Health.Contract;
using KryptonFunctions.IdentitySearch.Contract;
using KryptonFunctions.Rcps.Contract;
using KryptonFunctions.Structures.Contract;
using KryptonFunctions.Studies.Contract;
using KryptonFunctions.Traces.Contract;
using KryptonFunctions.ViewerLinks.Contract;
using Microsoft.Azure.Functions.Worker;
using Shouldly;
using Xunit;

namespace KryptonFunctions.Tests.Access;

/// <summary>
/// The description of the API says what the code does. Where it changed on purpose, <c>KRYPTON_WRITE_OPENAPI=1</c>
/// writes the approved one anew.
/// </summary>
public sealed class OpenApiTests
{
    /// <summary>What goes in and comes out, by function; absent where there is no JSON.</summary>
    private static readonly Dictionary<string, (Type? Body, Type? Answer)> Messages = new()
    {
        ["PostIdentitySearch"] = (typeof(IdentitySearchRequest), typeof(IdentitySearchResult)),
        ["GetStudies"] = (null, typeof(StudiesAnswer)),
        ["PostViewerLink"] = (typeof(ViewerLinkRequest), typeof(ViewerLinkAnswer)),
        ["PutRcp"] = (typeof(RcpRequest), typeof(SavedRcpAnswer)),
        ["GetRcps"] = (null, typeof(RcpsAnswer)),
        ["PutPreFiche"] = (typeof(PreFicheRequest), typeof(PreFicheResult)),
        ["PatchPreFiche"] = (typeof(PreFichePatch), typeof(PreFicheResult)),
        ["PostPreFicheStudies"] = (typeof(AttachStudiesRequest), typeof(AttachedStudiesAnswer)),
        ["GetRcp"] = (null, typeof(Board)),
        ["GetCandidates"] = (null, typeof(CandidatesOfPreFiche)),
        ["PutIdentity"] = (typeof(ChosenIdentityRequest), typeof(IdentityAnswer)),
        ["PutPreFicheStudy"] = (null, typeof(BoardStudy)),
        ["GetTimeline"] = (null, typeof(TimelineAnswer)),
        ["GetPreFicheStudies"] = (null, typeof(PreFicheStudiesAnswer)),
        ["GetStructures"] = (null, typeof(StructuresAnswer)),
        ["ReadTraces"] = (null, typeof(TracesAnswer)),
        ["PostTraceSearch"] = (typeof(TracesQuestion), typeof(TracesAnswer)),
        ["ReadActivity"] = (null, typeof(ActivityFigures)),
        ["RetryForwarding"] = (null, typeof(ForwardingRetryAnswer)),
        ["Live"] = (null, typeof(LiveAnswer)),
        ["Ready"] = (null, typeof(ReadyAnswer)),
    };

    private static readonly JsonObject Document = JsonNode.Parse(ApiDocument.ToJson())!.AsObject();

    private static readonly string ApprovedFile = Path.Combine(
        TestSettings.Folder,
        "tests/KryptonFunctions.Tests/Access/openapi.approved.json"
    );

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dictionary<string, (string Path, string Method, JsonObject Operation)> Operations =
        Document["paths"]!
            .AsObject()
            .SelectMany(p => p.Value!.AsObject().Select(o => (p.Key, o.Key, o.Value!.AsObject())))
            .ToDictionary(o => (string)o.Item3["operationId"]!);

    private static readonly Dictionary<string, MethodInfo> Functions = typeof(KryptonApp)
        .Assembly.GetTypes()
        .SelectMany(t => t.GetMethods())
        .Where(m => m.GetCustomAttribute<FunctionAttribute>() is not null && TriggerOf(m) is not null)
        .ToDictionary(m => m.GetCustomAttribute<FunctionAttribute>()!.Name);

    [Fact]
    public void EveryHttpFunctionIsDescribedAndNothingElse() =>
        Operations
            .Select(o => $"{o.Key}: {o.Value.Method} {o.Value.Path}")
            .Order()
            .ShouldBe(
                Functions
                    .Select(f => $"{f.Key}: {TriggerOf(f.Value)!.Methods!.Single()} /{TriggerOf(f.Value)!.Route}")
                    .Order()
            );

    [Fact]
    public void EveryOperationNamesTheRolesOfItsFunctionAndItsPathParameters()
    {
        foreach (var (name, (path, _, operation)) in Operations)
        {
            var roles = Functions[name].GetCustomAttribute<AllowsAttribute>()?.Roles;
            operation["x-roles"]?.AsArray().Select(r => (string)r!).ShouldBe(roles, name);
            (operation["security"] is JsonArray { Count: 0 }).ShouldBe(roles is null, name);
            Parameters(operation, "path")
                .ShouldBe(path.Split('/').Where(s => s.StartsWith('{')).Select(s => s.Trim('{', '}')), name);
        }
    }

    [Fact]
    public void EveryOperationTakesAndGivesTheMessagesOfItsFunction()
    {
        foreach (var (name, (_, _, operation)) in Operations)
        {
            var (body, answer) = Messages.GetValueOrDefault(name);
            NameOf(operation["requestBody"]).ShouldBe(body?.Name, name);
            var success = operation["responses"]!.AsObject().First(r => r.Key[0] is '2' or '3').Value;
            NameOf(success).ShouldBe(answer?.Name, name);
        }
    }

    [Fact]
    public void TheSchemasAreThoseOfTheMessages()
    {
        var schemas = Document["components"]!["schemas"]!;
        foreach (var message in Messages.Values.SelectMany(m => new[] { m.Body, m.Answer }).OfType<Type>())
        {
            schemas[message.Name]!["properties"]!
                .AsObject()
                .Select(p => p.Key)
                .ShouldBe(ApiJson.Options.GetTypeInfo(message).Properties.Select(p => p.Name), message.Name);
        }
    }

    /// <summary>
    /// A caller may hang on any word of the description: what changes in it is looked at, and approved on purpose.
    /// </summary>
    [Fact]
    public void TheDescriptionIsTheApprovedOne()
    {
        if (Environment.GetEnvironmentVariable("KRYPTON_WRITE_OPENAPI") is not null)
        {
            File.WriteAllText(ApprovedFile, Document.ToJsonString(Readable) + "\n");
        }

        var approved = JsonNode.Parse(File.ReadAllText(ApprovedFile));
        JsonDifference.First(approved, Document).ShouldBeNull();
        JsonNode.DeepEquals(approved, Document).ShouldBeTrue();
    }

    /// <summary>Its unit and bounds are the caller's to know; the text is the record's own documentation.</summary>
    [Fact]
    public void EveryPropertyIsDescribed() =>
        Properties(Document["components"], "")
            .Where(property => (string?)property.Schema["description"] is not { Length: > 5 })
            .Select(property => property.Name)
            .ShouldBeEmpty();

    [Fact]
    public void EveryReferenceLeadsToAComponent()
    {
        var components = Document["components"]!;
        References(Document)
            .Where(reference =>
                reference.Split('/') is not ["#", "components", var kind, var name] || components[kind]?[name] is null
            )
            .ShouldBeEmpty();
    }

    internal static IEnumerable<string> Parameters(JsonObject operation, string where) =>
        (operation["parameters"]?.AsArray() ?? [])
            .Where(p => (string)p!["in"]! == where)
            .Select(p => (string)p!["name"]!);

    internal static IEnumerable<(string Path, JsonObject Operation)> Gets() =>
        Operations.Values.Where(o => o.Method == "get").Select(o => (o.Path, o.Operation));

    /// <summary>The operations that need a token, ready to be called.</summary>
    internal static IEnumerable<(HttpMethod Method, string Path, JsonObject Operation)> Closed() =>
        Operations
            .Values.Where(o => o.Operation["x-roles"] is not null)
            .Select(o => (HttpMethod.Parse(o.Method.ToUpperInvariant()), "/api" + Fill(o.Path), o.Operation));

    /// <summary>A path with something in its places.</summary>
    internal static string Fill(string path) =>
        path.Replace("{rcpId}", "RCP-1", StringComparison.Ordinal)
            .Replace("{preFicheId}", "PF-1", StringComparison.Ordinal)
            .Replace("{studyUid}", "1.2.3", StringComparison.Ordinal)
            .Replace("{patientId}", "kp-x", StringComparison.Ordinal);

    private static string? NameOf(JsonNode? message) =>
        ((string?)message?["content"]?["application/json"]?["schema"]?["$ref"])?.Split('/')[^1];

    private static HttpTriggerAttribute? TriggerOf(MethodInfo method) =>
        method
            .GetParameters()
            .Select(p => p.GetCustomAttribute<HttpTriggerAttribute>())
            .FirstOrDefault(t => t is not null);

    private static IEnumerable<(string Name, JsonNode Schema)> Properties(JsonNode? node, string at) =>
        node switch
        {
            JsonObject found => found.SelectMany(member =>
                member is { Key: "properties", Value: JsonObject properties } && found["type"] is not null
                    ? properties
                        .Select(p => ($"{at}.{p.Key}", p.Value!))
                        .Concat(properties.SelectMany(p => Properties(p.Value, $"{at}.{p.Key}")))
                    : Properties(member.Value, $"{at}.{member.Key}")
            ),
            JsonArray found => found.SelectMany(item => Properties(item, at)),
            _ => [],
        };

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject found => found.SelectMany(m =>
                m is { Key: "$ref", Value: JsonValue reference } ? [(string)reference!] : References(m.Value)
            ),
            JsonArray found => found.SelectMany(References),
            _ => [],
        };
}
