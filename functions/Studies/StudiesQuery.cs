using KryptonFunctions.Functions.Http;
using KryptonFunctions.Functions.OpenApi;
using KryptonFunctions.Krypton;
using KryptonFunctions.Studies;
using KryptonFunctions.Traces;
using static KryptonFunctions.Functions.OpenApi.ApiParameter;

namespace KryptonFunctions.Functions.Studies;

/// <summary>Which studies a GET asks for, and which page of them: what all lists of studies share.</summary>
internal sealed record StudiesQuery(StudyFilter Filter, int Limit, StudyCursor? Cursor)
{
    private const int DefaultLimit = 50;

    /// <summary>What the API's description tells of them.</summary>
    public static IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        InQuery("from", "Made on this day or later.", ApiForms.Day),
        InQuery("to", "Made on this day or earlier.", ApiForms.Day),
        InQuery("modality", "A DICOM modality such as CT.", ApiForms.Text),
        InQuery("limit", "Studies of a page.", ApiForms.Number(1, Trace.MaxStudies, DefaultLimit)),
        ApiParameter.Cursor,
    ];

    public static StudiesQuery Read(RequestQuery query)
    {
        var filter = new StudyFilter(
            query.Day("from"),
            query.Day("to"),
            query.Text(
                "modality",
                IsModality,
                new("Une modalité DICOM, par exemple CT.", "A DICOM modality such as CT.")
            )
        );
        var limit = query.Number("limit", 1, Trace.MaxStudies) ?? DefaultLimit;
        var cursor = query.Value<StudyCursor>(
            "cursor",
            StudyCursor.TryParse,
            new("Le nextCursor d'une réponse antérieure.", "The nextCursor of an earlier answer.")
        );
        if (filter.From > filter.To)
        {
            query.Refuse("from", new("Pas après « to ».", "Not after 'to'."));
        }

        return new StudiesQuery(filter, limit, cursor);
    }

    private static bool IsModality(string text) =>
        text.Length <= 16 && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_');
}
