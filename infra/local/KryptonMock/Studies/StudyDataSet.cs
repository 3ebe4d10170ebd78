using System.Text.Json.Nodes;
using KryptonMock.Http;

namespace KryptonMock.Studies;

/// <summary>A study as this server lists it.</summary>
internal sealed class StudyDataSet(CentralServer central, QidoTraits traits, bool isCentral)
{
    public JsonObject Write(Study study, DicomPatient patient, QidoQuery query, MockRequest request)
    {
        var data = new DicomJsonWriter(traits.NumbersAsStrings)
            .Texts("00080005", "CS", "ISO_IR 192")
            .Texts("00080020", "DA", study.Started?.ToString("yyyyMMdd"))
            .Texts("00080050", "SH", study.Accession)
            .Texts("00081190", "UR", request.Address($"{request.Path}/{study.Uid}"))
            .Name("00100010", patient.Name)
            .Texts("00100020", "LO", patient.Id)
            .Texts("00100030", "DA", patient.BirthDate)
            .Texts("0020000D", "UI", study.Uid)
            .Texts("00200010", "SH", study.Accession);
        bool IsGiven(string tag) => !traits.OnRequestOnly || query.Includes(tag);
        if (IsGiven("00080030"))
        {
            data.Texts("00080030", "TM", study.Started?.ToString("HHmmss"));
        }

        if (IsGiven("00080061"))
        {
            data.Texts("00080061", "CS", study.Modalities);
        }

        if (IsGiven("00100040"))
        {
            data.Texts("00100040", "CS", patient.Sex);
        }

        if (IsGiven("00201206"))
        {
            data.Number("00201206", study.Series);
        }

        if (IsGiven("00201208") && (isCentral ? traits.CentralGivesInstances : traits.GivesInstances))
        {
            data.Number("00201208", isCentral ? central.Instances(study) : study.Instances);
        }

        OnRequest(data, study, patient, query);
        return data.ToObject();
    }

    private void OnRequest(DicomJsonWriter data, Study study, DicomPatient patient, QidoQuery query)
    {
        if (query.Includes("00080056") && traits.GivesAvailability)
        {
            var where = isCentral ? Availability.Online : central.Availability(study);
            data.Texts("00080056", "CS", where.ToString().ToUpperInvariant());
        }

        void Text(string tag, string vr, string? value) => _ = query.Includes(tag) ? data.Texts(tag, vr, value) : data;
        Text("00080054", "AE", isCentral ? "KRYPTON" : $"SITE{study.Site}");
        Text("00080080", "LO", study.SiteName);
        Text("00081030", "LO", study.Description);
        Text("00100021", "LO", FiledIssuer.Text(patient.Issuer, traits.Issuer));
        if (query.Includes("00100024") && traits.Issuer == IssuerFiling.Qualifier && patient.Issuer is { } oid)
        {
            data.Sequence(
                "00100024",
                new DicomJsonWriter(traits.NumbersAsStrings)
                    .Texts("00400032", "UT", oid)
                    .Texts("00400033", "CS", "ISO")
                    .ToObject()
            );
        }
    }
}
