using System.Text.Json.Nodes;
using KryptonMock.Http;
using KryptonMock.Patients;

namespace KryptonMock.Studies;

/// <summary>QIDO-RS search for studies: the index of all, or the central server with what lies there.</summary>
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
        var query = QidoQuery.Read(request);
        if (query is { PatientId: null, Uids.Count: 0 })
        {
            return MockAnswer.Outcome(400, "required", "PatientID or StudyInstanceUID is needed.");
        }

        var found = Candidates(query)
            .Where(query.Matches)
            .Where(study => !isCentral || central.Instances(study) > 0)
            .OrderByDescending(study => study.Started)
            .ThenBy(study => study.Uid, StringComparer.Ordinal)
            .Skip(query.Offset)
            .Take(query.Limit)
            .Select(study => DataSet(study, query, request))
            .ToArray<JsonNode?>();
        return found.Length == 0 && traits().EmptyAs204
            ? MockAnswer.Empty(204)
            : MockAnswer.Fhir(200, new JsonArray(found)) with
            {
                ContentType = MockAnswer.DicomJson,
            };
    }

    private IEnumerable<Study> Candidates(QidoQuery query)
    {
        var byUid = query.Uids.Select(studies.Find).OfType<Study>();
        if (query.PatientId is not { } patientId)
        {
            return byUid;
        }

        var index = patients();
        var owners = index
            .Search(
                new PatientCriteria
                {
                    Identifiers =
                    [
                        [new(null, patientId)],
                    ],
                }
            )
            .Positions.Where(position => query.Issuer is not { } issuer || Bears(index, position, patientId, issuer))
            .Select(index.Id)
            .ToHashSet();
        return query.Uids.Count > 0
            ? byUid.Where(study => owners.Contains(study.PatientId))
            : owners.SelectMany(studies.Of);
    }

    /// <summary>The issuer may be written as OID, as <c>urn:oid:</c> or as the FINESS that ends the OID.</summary>
    private static bool Bears(PatientIndex index, int position, string value, string issuer) =>
        PatientFields
            .Read(index.Json(position).ToArray())
            .Identifiers.Any(identifier =>
                identifier.Value == value
                && identifier.System is { } system
                && (
                    system == issuer
                    || system == $"urn:oid:{issuer}"
                    || system.EndsWith($".{issuer}", StringComparison.Ordinal)
                )
            );

    private JsonObject DataSet(Study study, QidoQuery query, MockRequest request)
    {
        var index = patients();
        var patient = index.TryFind(study.PatientId, out var position)
            ? DicomPatient.Read(index.Json(position))
            : new("", null, null, null, null);
        var data = new DicomJsonWriter(traits().NumbersAsStrings)
            .Texts("00080005", "CS", "ISO_IR 192")
            .Texts("00080020", "DA", study.Started?.ToString("yyyyMMdd"))
            .Texts("00080030", "TM", study.Started?.ToString("HHmmss"))
            .Texts("00080050", "SH", study.Accession)
            .Texts("00080061", "CS", study.Modalities)
            .Texts("00081190", "UR", request.Address($"{request.Path}/{study.Uid}"))
            .Name("00100010", patient.Name)
            .Texts("00100020", "LO", patient.Id)
            .Texts("00100030", "DA", patient.BirthDate)
            .Texts("00100040", "CS", patient.Sex)
            .Texts("0020000D", "UI", study.Uid)
            .Texts("00200010", "SH", study.Accession)
            .Number("00201206", study.Series);
        if (isCentral || traits().GivesInstances)
        {
            data.Number("00201208", isCentral ? central.Instances(study) : study.Instances);
        }

        if (query.Includes("00080056") && traits().GivesAvailability)
        {
            data.Texts(
                "00080056",
                "CS",
                (isCentral ? Availability.Online : central.Availability(study)).ToString().ToUpperInvariant()
            );
        }

        void OnRequest(string tag, string vr, string? value) =>
            _ = query.Includes(tag) ? data.Texts(tag, vr, value) : data;
        OnRequest("00080054", "AE", isCentral ? "KRYPTON" : $"SITE{study.Site}");
        OnRequest("00080080", "LO", study.SiteName);
        OnRequest("00081030", "LO", study.Description);
        OnRequest("00100021", "LO", patient.Issuer);
        return data.ToObject();
    }
}
