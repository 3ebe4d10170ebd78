using KryptonFunctions.Access;
using KryptonFunctions.Functions.Http;
using KryptonFunctions.Krypton;
using KryptonFunctions.Studies;
using KryptonFunctions.Studies.Contract;
using KryptonFunctions.Traces;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace KryptonFunctions.Functions.Studies;

/// <summary>
/// <c>GET /patients/{patientId}/studies</c>. The care context stands in the query (<c>rcpId</c>, <c>preFicheId</c>),
/// since every call about a patient must name one.
/// </summary>
public sealed class GetStudies(ListStudies listStudies)
{
    internal const int DefaultLimit = 50;

    [Function(nameof(GetStudies))]
    [Allows(Roles.Care)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/patients/{patientId}/studies")]
            HttpRequest request,
        string patientId,
        FunctionContext context,
        CancellationToken cancellationToken
    )
    {
        var query = new RequestQuery(request);
        var care = CareQuery.Read(query);
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

        if (query.IsWrong(out var failure))
        {
            return new Problem(failure);
        }

        return Answer.From(
            await listStudies.ListAsync(
                context.Caller(),
                new StudiesQuestion(patientId, care, filter, limit, cursor),
                cancellationToken
            ),
            page => Answer.Json(StudiesAnswer.From(page))
        );
    }

    private static bool IsModality(string text) =>
        text.Length <= 16 && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_');
}
