using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using KryptonFunctions.Access;
using Microsoft.AspNetCore.Http;

namespace KryptonFunctions.Functions.Http;

/// <summary>Reads a value; false where the text is none.</summary>
public delegate bool QueryParser<T>(string text, out T value);

/// <summary>
/// Reads query parameters strictly and gathers what is wrong with them: a parameter that is unknown, doubled or
/// impossible is told, never passed over, since a misspelt filter would answer with more than was asked for.
/// </summary>
public sealed class RequestQuery(HttpRequest request)
{
    private const string ADay = "yyyy-MM-dd";

    private static readonly Wording AnInstant = new(
        "Un jour, ou un instant comme 2026-11-24T08:00:00Z.",
        "A day, or an instant such as 2026-11-24T08:00:00Z."
    );

    private readonly Dictionary<string, Wording[]> errors = [];
    private readonly HashSet<string> known = [];

    /// <summary>
    /// The parameter's text, at most <paramref name="longest"/> characters; null where it is missing.
    /// </summary>
    public string? Text(string name, int longest = 100)
    {
        known.Add(name);
        var values = request.Query[name];
        if (values.Count == 0)
        {
            return null;
        }

        if (values is not [{ Length: > 0 } text] || text.Length > longest || text.Any(char.IsControl))
        {
            Refuse(
                name,
                new(
                    $"À donner une fois, avec 1 à {longest} caractères.",
                    $"Give it once, with 1 to {longest} characters."
                )
            );
            return null;
        }

        return text;
    }

    /// <summary>The text where it has the form that <paramref name="form"/> tells; null where it is missing.</summary>
    public string? Text(string name, Func<string, bool> form, Wording expected, bool required = false)
    {
        var text = Text(name);
        if (text is null ? required && !errors.ContainsKey(name) : !form(text))
        {
            Refuse(name, expected);
        }

        return text;
    }

    /// <summary>The parameter as a value; null where it is missing.</summary>
    public T? Value<T>(string name, QueryParser<T> parser, Wording expected)
        where T : struct
    {
        if (Text(name, longest: 200) is not { } text)
        {
            return null;
        }

        if (parser(text, out var value))
        {
            return value;
        }

        Refuse(name, expected);
        return null;
    }

    /// <summary>A day, <c>yyyy-MM-dd</c>.</summary>
    public DateOnly? Day(string name) =>
        Value(
            name,
            (string text, out DateOnly day) => DateOnly.TryParseExact(text, ADay, out day),
            new("Un jour sous la forme 2026-11-24.", "A day in the form 2026-11-24.")
        );

    /// <summary>
    /// An instant with its offset, or a day: its beginning in UTC. From 1900 to 2100, which a calendar can add to and
    /// take from.
    /// </summary>
    public DateTimeOffset? Instant(string name) => Value<DateTimeOffset>(name, TryInstant, AnInstant);

    /// <summary>The same as the end of a period: a day is in it to its last moment.</summary>
    public DateTimeOffset? LastInstant(string name) => Value<DateTimeOffset>(name, TryLastInstant, AnInstant);

    /// <summary>A month, <c>yyyy-MM</c>, from 1900 to 2100: its first day.</summary>
    public DateOnly? Month(string name) =>
        Value(
            name,
            (string text, out DateOnly month) =>
                DateOnly.TryParseExact(text, "yyyy-MM", out month) && month.Year is >= 1900 and <= 2100,
            new("Un mois sous la forme 2026-11.", "A month in the form 2026-11.")
        );

    /// <summary>A number within bounds, both included.</summary>
    public int? Number(string name, int least, int most) =>
        Value(
            name,
            (string text, out int number) =>
                int.TryParse(text, NumberStyles.None, null, out number) && number >= least && number <= most,
            new($"Un nombre de {least} à {most}.", $"A number from {least} to {most}.")
        );

    /// <summary>Adds a message about a parameter.</summary>
    public void Refuse(string name, Wording message) => errors[name] = [message];

    private static bool TryInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(
            text,
            [ADay, "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            null,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out instant
        ) && instant.Year is >= 1900 and <= 2100;

    private static bool TryLastInstant(string text, out DateTimeOffset instant)
    {
        var isOne = TryInstant(text, out instant);
        if (isOne && text.Length == ADay.Length)
        {
            instant = instant.AddDays(1).AddTicks(-1);
        }

        return isOne;
    }

    /// <summary>True where anything is wrong with the parameters that were read, or others were given.</summary>
    public bool IsWrong([NotNullWhen(true)] out Failure? failure)
    {
        if (request.Query.Keys.Any(key => !known.Contains(key)))
        {
            var names = string.Join(", ", known.Order(StringComparer.Ordinal));
            errors["?"] =
            [
                new($"Paramètre inconnu ; sont connus : {names}.", $"Unknown parameter; known are {names}."),
            ];
        }

        failure = errors.Count == 0 ? null : Failure.Invalid(errors);
        return failure is not null;
    }
}
