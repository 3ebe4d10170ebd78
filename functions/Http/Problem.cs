using System.Text.Json.Serialization;
using KryptonFunctions.Access;
using KryptonFunctions.Access.Contract;
using Microsoft.AspNetCore.Http;

namespace KryptonFunctions.Functions.Http;

/// <summary>A failure as <c>application/problem+json</c> (RFC 9457), with the one table of status codes.</summary>
public sealed class Problem : IResult
{
    public const string MediaType = "application/problem+json";
    private const string TypeBase = "https://krypton-dcc/problems/";
    private readonly Failure failure;
    private readonly (int Status, Wording Title) row;

    public Problem(Failure failure) => (this.failure, row) = (failure, Row(failure.Kind));

    private Problem(int status, Wording title, Failure failure) => (this.failure, row) = (failure, (status, title));

    /// <summary>500, without any content.</summary>
    internal static Problem Unexpected { get; } =
        new(
            StatusCodes.Status500InternalServerError,
            new("Erreur interne", "Internal error"),
            new Failure(
                FailureKind.Unavailable,
                "internal-error",
                new(
                    "Une erreur s'est produite de notre côté ; requestId la retrouve dans notre journal.",
                    "Something went wrong on our side; the request id finds it in our log."
                )
            )
        );

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = row.Status;
        if (row.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (failure.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString();
        }

        // A function's result is written after its call has ended, so the id comes from the answer itself.
        var requestId = response.Headers[RequestIdMiddleware.Header].ToString();
        if (ProblemPage.IsWanted(httpContext.Request))
        {
            return ProblemPage.WriteAsync(httpContext, failure, requestId);
        }

        var language = RequestLanguage.Answer(httpContext);
        var body = new Details(
            TypeBase + failure.Slug,
            row.Title.In(language),
            row.Status,
            failure.Detail.In(language),
            requestId,
            failure.Errors?.ToDictionary(field => field.Key, field => field.Value.Select(m => m.In(language)).ToArray())
        );
        return response.WriteAsJsonAsync(body, ApiJson.Options, MediaType, httpContext.RequestAborted);
    }

    /// <summary>Tells failures of several things that were asked for at once, in the caller's language.</summary>
    public static Func<Failure, ItemProblem> ItemOf(HttpContext httpContext)
    {
        var language = RequestLanguage.Answer(httpContext);
        return failure => ItemOf(failure, language);
    }

    private static ItemProblem ItemOf(Failure failure, Language language)
    {
        var (status, title) = Row(failure.Kind);
        return new ItemProblem(
            TypeBase + failure.Slug,
            title.In(language),
            status,
            failure.Detail.In(language),
            failure.Errors?.ToDictionary(
                field => field.Key,
                field => (IReadOnlyList<string>)[.. field.Value.Select(m => m.In(language))]
            )
        );
    }

    private static (int Status, Wording Title) Row(FailureKind kind) =>
        kind switch
        {
            FailureKind.Invalid => (400, new("Demande invalide", "Invalid request")),
            FailureKind.TooLarge => (413, new("Corps trop long", "Body too large")),
            FailureKind.UnsupportedMediaType => (415, new("Type de contenu non accepté", "Unsupported media type")),
            FailureKind.Unauthenticated => (401, new("Non authentifié", "Not authenticated")),
            FailureKind.Forbidden => (403, new("Interdit", "Forbidden")),
            FailureKind.NotFound => (404, new("Introuvable", "Not found")),
            FailureKind.Conflict => (409, new("Conflit", "Conflict")),
            FailureKind.Gone => (410, new("Plus utilisable", "Gone")),
            FailureKind.Stale => (412, new("Version dépassée", "Stale version")),
            FailureKind.Refused => (422, new("Refusé", "Refused")),
            FailureKind.TooMany => (429, new("Trop de demandes", "Too many requests")),
            FailureKind.BadAnswer => (502, new("Réponse inutilisable", "Unusable answer")),
            FailureKind.Unavailable => (503, new("Indisponible", "Unavailable")),
            FailureKind.TraceUnavailable => (503, new("Trace impossible", "Trace unavailable")),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A failure kind without a row."),
        };

    /// <summary>The members of the problem, in the order in which they are read.</summary>
    private sealed record Details(
        string Type,
        string Title,
        int Status,
        string Detail,
        string RequestId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
            IReadOnlyDictionary<string, string[]>? Errors
    );
}
