using System.Text.Json;
using KryptonFunctions.Access;
using Microsoft.AspNetCore.Http;

namespace KryptonFunctions.Functions.Http;

/// <summary>Answers of the functions: JSON of the API, and the translation of an outcome.</summary>
public static class Answer
{
    /// <summary>
    /// The value as JSON, written now: the host writes a result when the middleware has ended, and what cannot be
    /// written would leave as a 500 without a body.
    /// </summary>
    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) =>
        Results.Text(
            JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Options),
            "application/json; charset=utf-8",
            status
        );

    /// <summary>
    /// The failure as a problem, or what <paramref name="ok"/> makes of the value (by default 200 with the value as
    /// JSON).
    /// </summary>
    public static IResult From<T>(Outcome<T> outcome, Func<T, IResult>? ok = null) =>
        outcome switch
        {
            Outcome<T>.Ok(var value) => ok is null ? Json(value) : ok(value),
            Outcome<T>.Failed(var failure) => new Problem(failure),
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };
}
