using System.Text.Json.Nodes;
using KryptonFunctions.Access;
using KryptonMock;
using KryptonMock.Http;
using KryptonMock.Organizations;
using KryptonMock.Patients;
using KryptonMock.Population;
using KryptonMock.Tokens;
using Lab.Archives;
using Lab.Orders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Lab.Adapter;

/// <summary>
/// The addresses of the adapter. Patients, establishments and tokens are the mock's own parts; studies and orders are
/// the archives'.
/// </summary>
internal sealed class AdapterRoutes
{
    private readonly AccessTokens tokens;
    private readonly IReadOnlyList<Route> routes;

    public AdapterRoutes(
        AdapterOptions options,
        TaskEndpoint tasks,
        IndexEndpoint index,
        CentralEndpoint central,
        KeptAudit audit,
        TimeProvider time
    )
    {
        tokens = new(time);
        var population = new LoadedPopulation(NameFolding.Case);
        population.AddFolder(options.Population);
        var settings = new MockSettings();
        var patients = new PatientEndpoint(() => population.Patients, () => settings.Search);
        var issuer = new TokenEndpoint(
            new(TrustedKeys.Read([], DevelopmentKey.KryptonClient), time),
            tokens,
            () => settings
        );
        routes =
        [
            new(CallType.Token, "POST", "/token", issuer.IssueAsync) { NeedsBearer = false },
            new(CallType.Metadata, "GET", "/fhir/metadata", _ => MockAnswer.Fhir(200, Capabilities()))
            {
                NeedsBearer = false,
            },
            new(CallType.PatientSearch, "GET", "/fhir/Patient", patients.Search),
            new(CallType.PatientSearch, "POST", "/fhir/Patient/_search", patients.Search),
            new(CallType.PatientRead, "GET", "/fhir/Patient/*", patients.Read),
            new(
                CallType.Organizations,
                "GET",
                "/fhir/Organization",
                new OrganizationEndpoint(() => population.Organizations).Search
            ),
            new(CallType.Audit, "POST", "/fhir/AuditEvent", audit.Post),
            new(CallType.Order, "POST", "/fhir/Task", tasks.PlaceAsync),
            new(CallType.OrderRead, "GET", "/fhir/Task/*", tasks.Read),
            new(CallType.OrderCancel, "PUT", "/fhir/Task/*", tasks.Cancel),
            new(CallType.Studies, "GET", "/dicomweb/studies", index.SearchAsync),
            new(CallType.Instances, "GET", "/dicomweb/studies/*/instances", index.InstancesAsync),
            new(CallType.CentralStudies, "GET", "/central/dicomweb/studies", central.StudiesAsync),
            new(CallType.CentralInstances, "GET", "/central/dicomweb/studies/*/instances", central.InstancesAsync),
            // As at the mock, without a token: what was ordered and told, for the demo and for people.
            new(CallType.Unknown, "GET", "/__krypton/orders", tasks.List) { NeedsBearer = false },
            new(CallType.Unknown, "GET", "/__krypton/audit", audit.Count) { NeedsBearer = false },
        ];
    }

    public void Map(WebApplication app)
    {
        foreach (var route in routes)
        {
            app.MapMethods(
                route.Path.Replace("*", "{id}", StringComparison.Ordinal),
                [route.Method],
                context => ServeAsync(route, context)
            );
        }

        app.MapFallback(context =>
            WriteAsync(context.Response, MockAnswer.Outcome(404, "not-found", "No such address."))
        );
    }

    private static JsonObject Capabilities() =>
        new()
        {
            ["resourceType"] = "CapabilityStatement",
            ["status"] = "active",
            ["kind"] = "instance",
            ["fhirVersion"] = "4.0.1",
            ["format"] = new JsonArray("json"),
        };

    private async Task ServeAsync(Route route, HttpContext context)
    {
        if (route.NeedsBearer && !tokens.Accepts(context.Request.Headers.Authorization))
        {
            await WriteAsync(
                context.Response,
                MockAnswer.Outcome(401, "login", "A valid bearer token is needed.").With("WWW-Authenticate", "Bearer")
            );
            return;
        }

        MockAnswer answer;
        try
        {
            answer = await route.Answer(await ReadAsync(context.Request));
        }
        catch (Exception failure) when (LabArchives.IsAtRest(failure))
        {
            // Half an answer would look like a whole one.
            answer = MockAnswer.Outcome(503, "transient", "An archive does not answer.");
        }

        await WriteAsync(context.Response, answer);
    }

    private static async Task<MockRequest> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return new(
            request.Method,
            new Uri(request.GetEncodedUrl()),
            request.Headers.ToDictionary(
                header => header.Key,
                header => header.Value.ToString(),
                StringComparer.OrdinalIgnoreCase
            ),
            body.ToArray()
        );
    }

    private static async Task WriteAsync(HttpResponse response, MockAnswer answer)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Body.Length > 0)
        {
            await response.Body.WriteAsync(answer.Body, response.HttpContext.RequestAborted);
        }
    }
}
