using System.Globalization;
using System.Text.Json.Nodes;
using KryptonMock.Http;
using KryptonMock.Patients;

namespace KryptonMock.Studies;

/// <summary>QIDO-RS search: the index of all studies, or the central server with what lies there.</summary>
internal sealed class QidoEndpoint(
    Func<PatientIndex> patients,
    StudyCatalog studies,
    CentralServer central,
    Func<QidoTraits> traits,
    bool isCentral
)
{
    public MockAnswer Search(MockRequest request)
    {
        var ways = traits();
        var query = QidoQuery.Read(request, ways);
        if (Refusal(request, query, ways) is { } refusal)
        {
            return refusal;
        }

        var index = patients();
        var all = Candidates(index, query, ways)
            .Where(study => query.Matches(study, ways))
            .Where(study => !isCentral || central.Instances(study) > 0)
            .OrderByDescending(study => study.Started)
            .ThenBy(study => study.Uid, StringComparer.Ordinal)
            .Take(ways.TotalCap ?? int.MaxValue)
            .ToList();
        var page = all.Skip(query.Offset).Take(query.Limit).ToList();
        var writer = new StudyDataSet(central, ways, isCentral);
        return Answer(
            page.Select(study => writer.Write(study, Patient(index, study), query, request)),
            all.Count - query.Offset - page.Count,
            ways
        );
    }

    /// <summary>The instances of one study: <c>/studies/{uid}/instances</c>.</summary>
    public MockAnswer Instances(MockRequest request)
    {
        var ways = traits();
        var study = studies.Find(request.Path.Split('/')[^2]);
        if (!ways.ListsInstances || study is null)
        {
            return MockAnswer.Empty(404);
        }

        var query = QidoQuery.Read(request, ways);
        var count = isCentral ? central.Instances(study) : study.Instances;
        var numbers = Enumerable.Range(1, count).Skip(query.Offset).Take(query.Limit).ToList();
        return Answer(
            numbers.Select(number =>
                new DicomJsonWriter(ways.NumbersAsStrings)
                    .Texts("00080018", "UI", $"{study.Uid}.1.{number.ToString(CultureInfo.InvariantCulture)}")
                    .Texts("0020000D", "UI", study.Uid)
                    .ToObject()
            ),
            count - query.Offset - numbers.Count,
            ways
        );
    }

    private static MockAnswer? Refusal(MockRequest request, QidoQuery query, QidoTraits ways)
    {
        if (QidoQuery.Refused(request, ways) is { } condition)
        {
            return MockAnswer.Outcome(400, "not-supported", $"{condition} cannot be searched.");
        }

        if (ways.OneUidAQuery && query.Uids.Count > 1)
        {
            return MockAnswer.Outcome(400, "value", "One StudyInstanceUID at a time.");
        }

        if (
            ways.RefusedAboveLimit is { } most
            && int.TryParse(request.Parameter("limit"), CultureInfo.InvariantCulture, out var limit)
            && limit > most
        )
        {
            return MockAnswer.Outcome(400, "value", $"The limit is {most}.");
        }

        return query is { PatientId: null, Uids.Count: 0 }
            ? MockAnswer.Outcome(400, "required", "PatientID or StudyInstanceUID is needed.")
            : null;
    }

    private static MockAnswer Answer(IEnumerable<JsonObject> dataSets, int remaining, QidoTraits ways)
    {
        JsonArray found = [.. dataSets];
        var answer =
            found.Count == 0 && ways.EmptyAs204
                ? MockAnswer.Empty(204)
                : MockAnswer.Fhir(200, found) with
                {
                    ContentType = MockAnswer.DicomJson,
                };
        return ways.WarnsOfMore && remaining > 0
            ? answer.With("Warning", $"299 mock \"There are {remaining} additional results that can be requested\"")
            : answer;
    }

    private static DicomPatient Patient(PatientIndex index, Study study) =>
        index.TryFind(study.PatientId, out var position)
            ? DicomPatient.Read(index.Json(position))
            : new("", null, null, null, null);

    private IEnumerable<Study> Candidates(PatientIndex index, QidoQuery query, QidoTraits ways)
    {
        var byUid = query.Uids.Select(studies.Find).OfType<Study>();
        if (query.PatientId is not { } patientId)
        {
            return byUid;
        }

        string[] forms = ways.IgnoresCase
            ? [patientId, patientId.ToUpperInvariant(), patientId.ToLowerInvariant()]
            : [patientId];
        var owners = index
            .Search(
                new PatientCriteria
                {
                    Identifiers =
                    [
                        [.. forms.Distinct().Select(form => new IdentifierValue(null, form))],
                    ],
                }
            )
            .Positions.Where(position => FiledIssuer.Meets(index, position, query, ways.Issuer))
            .Select(index.Id)
            .ToHashSet();
        return query.Uids.Count > 0
            ? byUid.Where(study => owners.Contains(study.PatientId))
            : owners.SelectMany(studies.Of);
    }
}
