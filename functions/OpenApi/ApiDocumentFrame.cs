using Microsoft.OpenApi;

namespace KryptonFunctions.Functions.OpenApi;

/// <summary>What the description says of the API as a whole: its title, its token, its failures.</summary>
internal static class ApiDocumentFrame
{
    /// <summary>Name of the answer that every failure has.</summary>
    public const string Problem = "Problem";

    /// <summary>Name of the answer of what a browser opens.</summary>
    public const string ProblemOrPage = "ProblemOrPage";

    /// <summary>Name of their message: a schema of its own, by which generated clients name their class.</summary>
    private const string ProblemMessage = "ProblemDetails";

    private const string Token = "dcc";

    public static OpenApiDocument Make()
    {
        var document = new OpenApiDocument
        {
            Info = new OpenApiInfo
            {
                Title = "Krypton for the DCC",
                Version = "1.0.0",
                Description =
                    "Imaging of the regional platform Krypton in the cancer record DCC of Nouvelle-Aquitaine. "
                    + "Every answer carries X-Request-Id; every failure is application/problem+json (RFC 9457). "
                    + "Unknown fields and parameters are refused. Sentences are in French; those of failures "
                    + "and warnings are in English where Accept-Language prefers it. Codes are the same in both.",
            },
            Servers = [new OpenApiServer { Url = "/api" }],
            Paths = [],
        };
        document.AddComponent(Token, TokenOfTheDcc());
        document.AddComponent(ProblemMessage, ProblemDetails());
        document.AddComponent(Problem, Failure(document));
        document.AddComponent(ProblemOrPage, Failure(document, "text/html"));
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, document)] = [] },
        ];
        return document;
    }

    private static OpenApiSecurityScheme TokenOfTheDcc() =>
        new()
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description =
                "Signed by the DCC for one authenticated professional; "
                + "x-roles says which of the claim dcc_roles is enough. The claim care_of_rcp names the RCPs in whose "
                + "care the user takes part, care_of_prefiche single pré-fiches as RCP/pré-fiche.",
        };

    private static OpenApiResponse Failure(OpenApiDocument document, string? alsoAs = null)
    {
        var failure = new OpenApiResponse
        {
            Description =
                "A failure; the type says which: 400 invalid, 401 no valid token, 403 role or care context, "
                + "404 unknown, 413 body too large, 415 not JSON, 429 the user's own limit, "
                + "502 and 503 Krypton or storage. Title, detail and errors are in the language of Content-Language.",
            Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Content-Language"] = Header("fr, or en where Accept-Language prefers it."),
                ["Retry-After"] = Header("Seconds after which a repeat may succeed; with 429 and 503 where known."),
            },
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                ["application/problem+json"] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(ProblemMessage, document),
                },
            },
        };
        if (alsoAs is not null)
        {
            failure.Content.Add(alsoAs, new OpenApiMediaType { Schema = ApiForms.Text });
        }

        return failure;
    }

    private static OpenApiHeader Header(string description) =>
        new() { Description = description, Schema = ApiForms.Text };

    private static OpenApiSchema ProblemDetails() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "Why a request was not carried out (RFC 9457).",
            AdditionalPropertiesAllowed = false,
            Required = new HashSet<string> { "type", "title", "status", "detail", "requestId" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Said("Stable address of the kind of failure; its last part is the code to hang on."),
                ["title"] = Said("The kind of failure in a few words, for people."),
                ["status"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Description = "The HTTP status, 400 to 599.",
                },
                ["detail"] = Said("What went wrong in a sentence, for people; no patient data."),
                ["requestId"] = Said("X-Request-Id of the answer: finds the call in our log and traces."),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description =
                        "Messages for people by field, such as patient.birthDate; only where fields are wrong.",
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = ApiForms.Text },
                },
            },
        };

    private static OpenApiSchema Said(string description) =>
        new() { Type = JsonSchemaType.String, Description = description };
}
