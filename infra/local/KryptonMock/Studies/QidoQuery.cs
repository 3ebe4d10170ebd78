using KryptonMock.Http;

namespace KryptonMock.Studies;

/// <summary>The parameters of a QIDO-RS study search that the platform knows.</summary>
internal sealed record QidoQuery(
    string? PatientId,
    string? Issuer,
    string? IssuerQualifier,
    IReadOnlyList<string> Uids,
    string From,
    string To,
    IReadOnlyList<string> Modalities,
    IReadOnlySet<string> Included,
    int Limit,
    int Offset
)
{
    /// <summary>Attributes go by keyword or by tag.</summary>
    private static readonly Dictionary<string, string> Tags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StudyDescription"] = "00081030",
        ["InstanceAvailability"] = "00080056",
        ["InstitutionName"] = "00080080",
        ["IssuerOfPatientID"] = "00100021",
        ["IssuerOfPatientIDQualifiersSequence"] = "00100024",
        ["StudyTime"] = "00080030",
        ["ModalitiesInStudy"] = "00080061",
        ["PatientSex"] = "00100040",
        ["NumberOfStudyRelatedSeries"] = "00201206",
        ["NumberOfStudyRelatedInstances"] = "00201208",
        ["RetrieveAETitle"] = "00080054",
    };

    /// <summary>What each condition is called, as keyword and as tag.</summary>
    private static readonly (string Keyword, string Tag)[] Conditions =
    [
        ("PatientID", "00100020"),
        ("IssuerOfPatientID", "00100021"),
        ("IssuerOfPatientIDQualifiersSequence.UniversalEntityID", "00100024.00400032"),
        ("StudyInstanceUID", "0020000D"),
        ("StudyDate", "00080020"),
        ("ModalitiesInStudy", "00080061"),
    ];

    /// <summary>The condition that this server does not take, or null.</summary>
    public static string? Refused(MockRequest request, QidoTraits traits) =>
        Conditions
            .Where(c => request.Parameter(c.Keyword) is not null || request.Parameter(c.Tag) is not null)
            .Select(c => c.Keyword)
            .FirstOrDefault(keyword => Names(traits.RefusedConditions, keyword));

    public static QidoQuery Read(MockRequest request, QidoTraits traits)
    {
        string? Of(string keyword, string tag) =>
            Names(traits.DroppedConditions, keyword) ? null : request.Parameter(keyword) ?? request.Parameter(tag);
        var date = Of("StudyDate", "00080020") ?? "";
        var range = date.Split('-');
        return new(
            Of("PatientID", "00100020"),
            Of("IssuerOfPatientID", "00100021"),
            Of("IssuerOfPatientIDQualifiersSequence.UniversalEntityID", "00100024.00400032"),
            List(Of("StudyInstanceUID", "0020000D")),
            range[0].Length == 0 ? "00000000" : range[0],
            range[^1].Length == 0 ? "99999999" : range[^1],
            List(Of("ModalitiesInStudy", "00080061")),
            request
                .Parameters.Where(parameter => parameter.Key == "includefield")
                .SelectMany(parameter => List(parameter.Value))
                .Select(field => Tags.GetValueOrDefault(field, field))
                .ToHashSet(),
            int.TryParse(request.Parameter("limit"), out var limit)
                ? Math.Clamp(limit, 0, traits.PageCap)
                : traits.PageCap,
            int.TryParse(request.Parameter("offset"), out var offset) ? Math.Max(0, offset) : 0
        );
    }

    public bool Matches(Study study, QidoTraits traits)
    {
        var date = study.Started?.ToString("yyyyMMdd") ?? "";
        return (
                (date.Length == 0 && traits.UndatedMatches)
                || (string.CompareOrdinal(date, From) >= 0 && string.CompareOrdinal(date, To) <= 0)
            ) && (Modalities.Count == 0 || Modalities.Intersect(study.Modalities).Any());
    }

    public bool Includes(string tag) => Included.Contains(tag) || Included.Contains("all");

    private static bool Names(IReadOnlyList<string> conditions, string keyword) =>
        conditions.Any(condition =>
            keyword == condition || keyword.StartsWith($"{condition}Qualifiers", StringComparison.Ordinal)
        );

    private static string[] List(string? value) =>
        value?.Split([',', '\\'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
