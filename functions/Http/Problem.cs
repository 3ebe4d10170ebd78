using System.Text.Json.Serialization;
using KryptonFunctions.Access;
using Microsoft.AspNetCore.Http;

namespace KryptonFunctions.Functions.Http;

/// <summary>A failure as <c>application/problem+json</c> (RFC 9457), with the one table of status codes.</summary>
public sealed class Problem : IResult
{
    private const string TypeBase = "https://krypton-dcc/problems/";
    private readonly Failure failure;
    private readonly (int Status, string Title) row;

    public Problem(Failure failure) => (this.failure, row) = (failure, Row(failure.Kind));

    private Problem(int status, string title, Failure failure) => (this.failure, row) = (failure, (status, title));

    /// <summary>500, without any content.</summary>
    internal static Problem Unexpected { get; } =
        new(
            StatusCodes.Status500InternalServerError,
            "Internal error",
            new Failure(
                FailureKind.Unavailable,
                "internal-error",
                "Something went wrong on our side; the request id finds it in our log."
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
        var body = new Details(
            TypeBase + failure.Slug,
            row.Title,
            row.Status,
            failure.Detail,
            requestId,
            failure.Errors
        );
        return response.WriteAsJsonAsync(body, ApiJson.Options, "application/problem+json", httpContext.RequestAborted);
    }

    private static (int Status, string Title) Row(FailureKind kind) =>
        kind switch
        {
            FailureKind.Invalid => (400, "Invalid request"),
            FailureKind.TooLarge => (413, "Body too large"),
            FailureKind.UnsupportedMediaType => (415, "Unsupported media type"),
            FailureKind.Unauthenticated => (401, "Not authenticated"),
            FailureKind.Forbidden => (403, "Forbidden"),
            FailureKind.NotFound => (404, "Not found"),
            FailureKind.Conflict => (409, "Conflict"),
            FailureKind.Gone => (410, "Gone"),
            FailureKind.Stale => (412, "Stale version"),
            FailureKind.Refused => (422, "Refused"),
            FailureKind.TooMany => (429, "Too many requests"),
            FailureKind.BadAnswer => (502, "Unusable answer"),
            FailureKind.Unavailable => (503, "Unavailable"),
            FailureKind.TraceUnavailable => (503, "Trace unavailable"),
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
