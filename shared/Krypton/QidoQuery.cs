using System.Globalization;
using KryptonFunctions.Identity;

namespace KryptonFunctions.Krypton;

/// <summary>
/// One QIDO query and what its answers must look like: a server that passes over a condition would list the studies of
/// strangers, so each condition is held against each study that comes back.
/// </summary>
/// <param name="Conditions">As they stand in the address.</param>
/// <param name="Match">What a study is to them.</param>
/// <param name="Authority">
/// Of the number that is asked for, so that a study is known by it whatever its site wrote.
/// </param>
/// <param name="AtMost">So many studies can meet them, so that no further page need be read.</param>
internal sealed record QidoQuery(
    string Conditions,
    Func<StudyRecord, StudyMatch> Match,
    string? Authority = null,
    int AtMost = int.MaxValue
)
{
    // Wildcards and separators of DICOM matching cannot be escaped; no establishment gives such numbers.
    private static readonly char[] Special = ['*', '?', '\\', ','];

    /// <summary>
    /// One query for each identifier that names its authority: the same number elsewhere is another patient.
    /// </summary>
    /// <param name="records">The patient's record, and those it was merged into.</param>
    /// <param name="filter">Narrows the list, or null.</param>
    /// <param name="issuers">How the authority is asked for, and known again.</param>
    /// <param name="uidsPerQuery">More UIDs are not asked for, only held against what comes back.</param>
    public static IEnumerable<QidoQuery> OfPatient(
        IEnumerable<PatientRecord> records,
        StudyFilter? filter,
        PatientIssuers issuers,
        int uidsPerQuery
    )
    {
        var narrowing = Narrowing(filter, uidsPerQuery);
        return records
            .SelectMany(record => record.Identifiers.Where(i => i.Authority is not null), (r, i) => (Record: r, Id: i))
            .Where(pair => IsAskable(pair.Id))
            .GroupBy(pair => (pair.Id.Value, pair.Id.Authority), pair => pair.Record)
            .Select(number => new StudyOwner(number.Key.Value, number.Key.Authority!, [.. number]))
            .Select(owner => new QidoQuery(
                $"PatientID={Uri.EscapeDataString(owner.Value)}{issuers.Condition(owner.Authority)}{narrowing}",
                study => Meets(study, filter) ? owner.Match(study, issuers) : StudyMatch.No,
                owner.Authority,
                filter?.Studies?.Count ?? int.MaxValue
            ));
    }

    /// <summary>
    /// False for a number that would be read as a pattern or a list: its studies cannot be asked for.
    /// </summary>
    public static bool IsAskable(RecordedIdentifier identifier) =>
        IsExact(identifier.Value) && (identifier.Authority is null || IsExact(identifier.Authority));

    public static IEnumerable<QidoQuery> ByUid(IEnumerable<string> uids, int uidsPerQuery) =>
        uids.Distinct()
            .Chunk(uidsPerQuery)
            .Select(chunk => new QidoQuery(
                $"StudyInstanceUID={string.Join(',', chunk)}",
                study => chunk.Contains(study.StudyUid) ? StudyMatch.Yes : StudyMatch.No,
                AtMost: chunk.Length
            ));

    private static bool IsExact(string? value) => !string.IsNullOrWhiteSpace(value) && value.IndexOfAny(Special) < 0;

    /// <summary>A study that does not say its date or modality meets no condition on it.</summary>
    private static bool Meets(StudyRecord study, StudyFilter? filter) =>
        filter is null
        || (
            (filter.Studies is null || filter.Studies.Any(uid => uid.Value == study.StudyUid))
            && (filter.From is null || study.Date >= filter.From)
            && (filter.To is null || study.Date <= filter.To)
            && (filter.Modality is null || study.Modalities.Contains(filter.Modality, StringComparer.OrdinalIgnoreCase))
        );

    private static string Narrowing(StudyFilter? filter, int uidsPerQuery)
    {
        if (filter is null)
        {
            return "";
        }

        var dates = filter is { From: null, To: null } ? "" : $"&StudyDate={Day(filter.From)}-{Day(filter.To)}";
        var modality = filter.Modality is { } asked ? $"&ModalitiesInStudy={Uri.EscapeDataString(asked)}" : "";
        return dates
            + modality
            + (
                filter.Studies is { } studies && studies.Count <= uidsPerQuery
                    ? $"&StudyInstanceUID={string.Join(',', studies)}"
                    : ""
            );
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "";
}
