using System.Globalization;
using KryptonFunctions.Identity;

namespace KryptonFunctions.Krypton;

/// <summary>
/// One QIDO query and what its answers must look like: a server that passes over a condition would list the studies of
/// strangers, so each answer is held against what was asked.
/// </summary>
/// <param name="Conditions">As they stand in the address.</param>
/// <param name="Asked">True for a study that meets them.</param>
/// <param name="AtMost">So many studies can meet them, so that no further page need be read.</param>
internal sealed record QidoQuery(string Conditions, Func<StudyRecord, bool> Asked, int AtMost = int.MaxValue)
{
    // UIDs are 64 characters at most: twenty of them keep the address below 2 KiB.
    private const int UidsPerQuery = 20;

    // Wildcards and the separator of DICOM matching cannot be escaped; no establishment gives such numbers.
    private static readonly char[] Special = ['*', '?', '\\'];

    /// <summary>
    /// One query for each identifier that names its authority: the same number elsewhere is another patient.
    /// </summary>
    public static IEnumerable<QidoQuery> OfPatient(IEnumerable<RecordedIdentifier> identifiers, StudyFilter? filter)
    {
        var narrowing = Narrowing(filter);
        return identifiers
            .Where(i => IsExact(i.Value) && IsExact(i.Authority))
            .Select(i => (i.Value, Authority: i.Authority!))
            .Distinct()
            .Select(i => new QidoQuery(
                $"PatientID={Uri.EscapeDataString(i.Value)}"
                    + $"&IssuerOfPatientID={Uri.EscapeDataString(i.Authority)}{narrowing}",
                study =>
                    (filter?.Studies is null || filter.Studies.Any(uid => uid.Value == study.StudyUid))
                    && (study.PatientId is null || study.PatientId == i.Value)
                    && (study.PatientIdIssuer is null || IsSame(study.PatientIdIssuer, i.Authority)),
                filter?.Studies?.Count ?? int.MaxValue
            ));
    }

    public static IEnumerable<QidoQuery> ByUid(IEnumerable<string> uids) =>
        uids.Distinct()
            .Chunk(UidsPerQuery)
            .Select(chunk => new QidoQuery(
                $"StudyInstanceUID={string.Join(',', chunk)}",
                study => chunk.Contains(study.StudyUid),
                chunk.Length
            ));

    private static bool IsExact(string? value) => !string.IsNullOrWhiteSpace(value) && value.IndexOfAny(Special) < 0;

    // An establishment is named by its FINESS or by the OID that ends in it.
    private static bool IsSame(string issuer, string authority) =>
        issuer == authority
        || issuer.EndsWith($".{authority}", StringComparison.Ordinal)
        || authority.EndsWith($".{issuer}", StringComparison.Ordinal);

    private static string Narrowing(StudyFilter? filter)
    {
        if (filter is null)
        {
            return "";
        }

        var dates = filter is { From: null, To: null } ? "" : $"&StudyDate={Day(filter.From)}-{Day(filter.To)}";
        var modality = filter.Modality is { } asked ? $"&ModalitiesInStudy={Uri.EscapeDataString(asked)}" : "";
        return dates
            + modality
            + (filter.Studies is { } studies ? $"&StudyInstanceUID={string.Join(',', studies)}" : "");
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "";
}
