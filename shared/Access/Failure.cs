namespace KryptonFunctions.Access;

/// <summary>
/// Why a request was not carried out; one table in <c>functions/Http</c> gives each its HTTP status and problem type.
/// </summary>
public enum FailureKind
{
    /// <summary>400: the request itself is wrong; <see cref="Failure.Errors"/> names the fields.</summary>
    Invalid,

    /// <summary>413: the body is over the limit of 64 KiB.</summary>
    TooLarge,

    /// <summary>415: the body is not JSON.</summary>
    UnsupportedMediaType,

    /// <summary>401: no token, or one that does not hold.</summary>
    Unauthenticated,

    /// <summary>403: the caller's role or care context does not cover the request.</summary>
    Forbidden,

    /// <summary>404: nothing under that id, or nothing that this caller may know of.</summary>
    NotFound,

    /// <summary>409: the state of things does not allow it.</summary>
    Conflict,

    /// <summary>410: it existed and can be used no more.</summary>
    Gone,

    /// <summary>412: <c>If-Match</c> names a version that is no longer current.</summary>
    Stale,

    /// <summary>422: well formed, but never allowed, such as a search for a fictitious identity.</summary>
    Refused,

    /// <summary>429: the caller's own limit; <see cref="Failure.RetryAfter"/> says when again.</summary>
    TooMany,

    /// <summary>502: Krypton answered with something that cannot be used.</summary>
    BadAnswer,

    /// <summary>503: Krypton, or our own storage, does not answer now.</summary>
    Unavailable,

    /// <summary>503: the trace could not be written, so the data is not given.</summary>
    TraceUnavailable,
}

/// <summary>A refusal that may be shown to the caller.</summary>
/// <param name="Kind">What went wrong, as a closed list.</param>
/// <param name="Slug">The stable last part of the problem type, such as <c>wrong-ins-key</c>.</param>
/// <param name="Detail">One sentence without patient data, tokens or addresses.</param>
/// <param name="Errors">For <see cref="FailureKind.Invalid"/>: the messages by field, in the form
/// <c>patient.birthDate</c>.</param>
/// <param name="RetryAfter">When a repeat may succeed, where that is known.</param>
public sealed record Failure(
    FailureKind Kind,
    string Slug,
    Wording Detail,
    IReadOnlyDictionary<string, Wording[]>? Errors = null,
    TimeSpan? RetryAfter = null
)
{
    /// <summary>An invalid request with one wrong field.</summary>
    public static Failure Invalid(string field, Wording message) =>
        Invalid(new Dictionary<string, Wording[]> { [field] = [message] });

    /// <summary>An invalid request with these messages by field.</summary>
    public static Failure Invalid(IReadOnlyDictionary<string, Wording[]> errors) =>
        new(
            FailureKind.Invalid,
            "invalid-request",
            new("La demande contient des champs inutilisables.", "The request has fields that cannot be used."),
            errors
        );
}
