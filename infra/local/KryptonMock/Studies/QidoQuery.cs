using KryptonMock.Http;

namespace KryptonMock.Studies;

/// <summary>The parameters of a QIDO-RS study search that the platform knows.</summary>
internal sealed record QidoQuery(
    string? PatientId,
    string? Issuer,
    IReadOnlyList<string> Uids,
    string From,
    string To,
    IReadOnlyList<string> Modalities,
    IReadOnlySet<string> Included,
    int Limit,
    int Offset
)
{
    private const int MaxPage = 200;

    /// <summary>Attributes go by keyword or by tag.</summary>
    private static readonly Dictionary<string, string> Tags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StudyDescription"] = "00081030",
        ["InstanceAvailability"] = "00080056",
        ["InstitutionName"] = "00080080",
        ["IssuerOfPatientID"] = "00100021",
        ["RetrieveAETitle"] = "00080054",
    };

    public static QidoQuery Read(MockRequest request)
    {
        string? Of(string keyword, string tag) => request.Parameter(keyword) ?? request.Parameter(tag);
        var date = Of("StudyDate", "00080020") ?? "";
        var range = date.Split('-');
        return new(
            Of("PatientID", "00100020"),
            Of("IssuerOfPatientID", "00100021"),
            List(Of("StudyInstanceUID", "0020000D")),
            range[0].Length == 0 ? "00000000" : range[0],
            range[^1].Length == 0 ? "99999999" : range[^1],
            List(Of("ModalitiesInStudy", "00080061")),
            request
                .Parameters.Where(parameter => parameter.Key == "includefield")
                .SelectMany(parameter => List(parameter.Value))
                .Select(field => Tags.GetValueOrDefault(field, field))
                .ToHashSet(),
            int.TryParse(request.Parameter("limit"), out var limit) ? Math.Clamp(limit, 0, MaxPage) : MaxPage,
            int.TryParse(request.Parameter("offset"), out var offset) ? Math.Max(0, offset) : 0
        );
    }

    public bool Matches(Study study)
    {
        var date = study.Started?.ToString("yyyyMMdd") ?? "";
        return string.CompareOrdinal(date, From) >= 0
            && string.CompareOrdinal(date, To) <= 0
            && (Modalities.Count == 0 || Modalities.Intersect(study.Modalities).Any());
    }

    public bool Includes(string tag) => Included.Contains(tag) || Included.Contains("all");

    private static string[] List(string? value) =>
        value?.Split([',', '\\'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
