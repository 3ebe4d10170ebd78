using Microsoft.OpenApi;

namespace KryptonFunctions.Functions.OpenApi;

/// <summary>A parameter of an operation, with one of the <see cref="ApiForms"/>.</summary>
internal sealed record ApiParameter(string Name, ParameterLocation In, string Description, OpenApiSchema Form)
{
    /// <summary>Those of a path always are.</summary>
    public bool Required { get; init; } = In == ParameterLocation.Path;

    public static ApiParameter RcpId { get; } = InPath("rcpId", "The DCC's id of the meeting.", ApiForms.DccId);

    public static ApiParameter PreFicheId { get; } =
        InPath("preFicheId", "The DCC's id of the pré-fiche.", ApiForms.DccId);

    public static ApiParameter Cursor { get; } = InQuery("cursor", "nextCursor of the page before.", ApiForms.Text);

    public static ApiParameter InPath(string name, string description, OpenApiSchema form) =>
        new(name, ParameterLocation.Path, description, form);

    public static ApiParameter InQuery(string name, string description, OpenApiSchema form) =>
        new(name, ParameterLocation.Query, description, form);

    public static ApiParameter InHeader(string name, string description) =>
        new(name, ParameterLocation.Header, description, ApiForms.Text);

    public OpenApiParameter ToOpenApi() =>
        new()
        {
            Name = Name,
            In = In,
            Description = Description,
            Required = Required,
            Schema = Form,
        };
}
