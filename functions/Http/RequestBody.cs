using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using KryptonFunctions.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace KryptonFunctions.Functions.Http;

/// <summary>Reads a request body strictly. What is wrong is told by field, never by repeating what was sent.</summary>
public static partial class RequestBody
{
    /// <summary>The limit of every body but a meeting's.</summary>
    public const int Limit = 64 * 1024;

    private static readonly Failure TooLarge = new(
        FailureKind.TooLarge,
        "body-too-large",
        new("Le corps dépasse la limite de cet appel.", "The body is over the limit of this call.")
    );

    /// <summary>
    /// The JSON of the body. 415 for another content type, 413 over the limit, 400 for all that does not fit
    /// <typeparamref name="T"/>: unknown, doubled, missing, mistyped fields.
    /// </summary>
    public static async Task<Outcome<T>> ReadAsync<T>(
        HttpRequest request,
        CancellationToken cancellationToken,
        int limit = Limit
    )
        where T : class
    {
        if (!IsJson(request.ContentType))
        {
            return new Failure(
                FailureKind.UnsupportedMediaType,
                "not-json",
                new(
                    "Le corps doit être du JSON (application/json) en UTF-8.",
                    "The body must be application/json in UTF-8."
                )
            );
        }

        return await ReadBytesAsync(request, cancellationToken, limit) switch
        {
            Outcome<byte[]>.Ok(var bytes) => Parse<T>(bytes),
            Outcome<byte[]>.Failed(var failure) => failure,
            _ => throw new InvalidOperationException("An outcome is Ok or Failed."),
        };
    }

    /// <summary>
    /// The bytes of the body as they came, for whoever checks a signature over them. 413 over the limit.
    /// </summary>
    public static async Task<Outcome<byte[]>> ReadBytesAsync(
        HttpRequest request,
        CancellationToken cancellationToken,
        int limit = Limit
    )
    {
        if (request.ContentLength > limit)
        {
            return TooLarge;
        }

        var buffer = new byte[limit + 1];
        try
        {
            var length = await request.Body.ReadAtLeastAsync(
                buffer,
                buffer.Length,
                throwOnEndOfStream: false,
                cancellationToken
            );
            return length > limit ? TooLarge : buffer[..length];
        }
        catch (BadHttpRequestException)
        {
            return Failure.Invalid(
                "$",
                new("Le corps n'arrive pas comme annoncé.", "The body does not come as announced.")
            );
        }
    }

    /// <param name="json">The text.</param>
    /// <param name="within">The field of the body in which it stands, or null where it is the whole.</param>
    internal static Outcome<T> Parse<T>(byte[] json, string? within = null)
        where T : class
    {
        if (json.Length == 0)
        {
            return Failure.Invalid("$", new("Le corps est vide.", "The body is empty."));
        }

        if (!Utf8.IsValid(json))
        {
            return Failure.Invalid("$", new("Le corps n'est pas en UTF-8.", "The body is not UTF-8."));
        }

        try
        {
            return JsonSerializer.Deserialize<T>(json, ApiJson.Options) is { } value
                ? value
                : Failure.Invalid("$", new("Le corps est null.", "The body is null."));
        }
        catch (JsonException e)
        {
            return Failure.Invalid(
                FieldOf(e, within),
                MissingOf(e)
                    ?? new Wording(
                        "Ce n'est pas du JSON, ou un champ est inconnu, répété ou d'un autre type.",
                        "Not JSON, or an unknown, doubled or mistyped field."
                    )
            );
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // So the reader of a JsonObject tells a name that is doubled.
            return Failure.Invalid(within ?? "$", new("Un champ est répété.", "A field is doubled."));
        }
    }

    /// <summary>
    /// Where it went wrong in the form <c>patient.birthDate</c>. A name that is none of a field is left out: it may be
    /// anything.
    /// </summary>
    private static string FieldOf(JsonException e, string? within)
    {
        var path = e.Path is { } text && text.StartsWith("$.", StringComparison.Ordinal) ? text[2..] : "";
        var field = string.Join('.', new[] { within, path }.Where(part => part is { Length: > 0 }));
        return FieldPath().IsMatch(field) ? field : within ?? "$";
    }

    /// <summary>The serializer's sentence about missing members names our own fields only.</summary>
    private static Wording? MissingOf(JsonException e) =>
        e.Message.Contains("missing required properties", StringComparison.Ordinal)
        && e.Message.IndexOf("including:", StringComparison.Ordinal) is > 0 and var start
            ? Missing(string.Join(", ", FieldName().Matches(e.Message, start).Select(m => m.Groups["name"].Value)))
            : null;

    private static Wording Missing(string names) => new($"Il manque : {names}.", $"Missing: {names}.");

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        @"\A[A-Za-z][A-Za-z0-9]{0,39}(\[[0-9]{1,4}\])?(\.[A-Za-z][A-Za-z0-9]{0,39}(\[[0-9]{1,4}\])?){0,7}\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex FieldPath();

    [GeneratedRegex("'(?<name>[A-Za-z0-9]+)'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FieldName();
}
