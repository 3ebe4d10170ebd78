using KryptonMock.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace KryptonMock.Patients;

/// <summary>FHIR Patient: search and read. Serves HTTP and in-process callers with the same bytes.</summary>
internal sealed class PatientEndpoint(Func<PatientIndex> index, Func<SearchTraits> traits)
{
    private const string Cursor = "_cursor";
    private readonly PageCursors cursors = new();

    public MockAnswer Search(MockRequest request)
    {
        try
        {
            return request.Parameter(Cursor) is { } cursor ? Continue(request, cursor) : Begin(request);
        }
        catch (FormatException wrong)
        {
            return MockAnswer.Outcome(400, "value", wrong.Message);
        }
        catch (NotSupportedException wrong)
        {
            return MockAnswer.Outcome(400, "not-supported", wrong.Message);
        }
    }

    public MockAnswer Read(MockRequest request)
    {
        var patients = index();
        return patients.TryFind(request.Id, out var position)
            ? new MockAnswer(200, MockAnswer.FhirJson, patients.Json(position).ToArray())
            : MockAnswer.Outcome(404, "not-found", "No such Patient.");
    }

    private MockAnswer Begin(MockRequest request)
    {
        var parameters = SearchParameters.Read(request.Parameters, traits());
        if (!parameters.Criteria.IsEnough)
        {
            return MockAnswer.Outcome(
                400,
                "required",
                "Too few criteria: an identifier, a birth date with a name, or a family name with a given name or a "
                    + "gender."
            );
        }

        var patients = index();
        var matches = patients.Search(parameters.Criteria, traits().ExactNames);
        if (matches.Total == 0 && traits().NobodyFound != NobodyFound.Bundle)
        {
            return traits().NobodyFound == NobodyFound.Outcome
                ? MockAnswer.Outcome(404, "not-found", "Nobody is recorded.")
                : MockAnswer.Empty(404);
        }

        var query = new QueryBuilder(parameters.Applied) { { "_count", parameters.PageSize.ToString() } };
        var self = request.Address(PatientPath(request)) + query;
        return Answer(request, new(patients, matches, self, parameters.PageSize, First: 0));
    }

    private MockAnswer Continue(MockRequest request, string cursor) =>
        cursors.Find(cursor) is { } page
            ? Answer(request, page)
            : MockAnswer.Outcome(410, "expired", "The page is no longer kept.");

    private MockAnswer Answer(MockRequest request, SearchPage page)
    {
        var path = request.Address(PatientPath(request));
        var next = page.Next is { } following ? $"{path}?{Cursor}={cursors.Keep(following)}" : null;
        return Bundles.SearchSet(page.Index, page.Positions, page.Matches.Total, page.Self, next, path);
    }

    private static string PatientPath(MockRequest request) =>
        request.Path.EndsWith("/_search", StringComparison.Ordinal) ? request.Path[..^"/_search".Length] : request.Path;
}
