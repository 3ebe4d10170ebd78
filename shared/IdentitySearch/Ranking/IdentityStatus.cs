using KryptonFunctions.Identity;

namespace KryptonFunctions.IdentitySearch.Ranking;

/// <summary>
/// What a record's identity status means. Two vocabularies share codes with opposite meanings, so a code is never
/// compared as it is.
/// </summary>
internal static class IdentityStatus
{
    /// <summary>An INSi call was made and an identity document checked.</summary>
    public static bool IsQualified(PatientRecord record, StatusVocabulary vocabulary) =>
        record.IdentityStatus switch
        {
            "QUAL" => true,
            "VALI" => vocabulary == StatusVocabulary.FrCore21 && record.Identifiers.Any(RecordedIdentifiers.IsIns),
            _ => false,
        };

    /// <summary>Doubtful, usurped, invalid, or a collision: two persons in one record.</summary>
    public static bool IsDoubtful(PatientRecord record) => Says(record, "DOUT", "USUR", "INVA", "COLP", "COLV");

    public static bool IsFictitious(PatientRecord record) => Says(record, "FICT");

    public static bool HasHomonym(PatientRecord record) => Says(record, "HOMD", "HOMA");

    /// <summary>The older vocabulary says it in the status, FR Core 2.2 beside it.</summary>
    private static bool Says(PatientRecord record, params ReadOnlySpan<string> codes)
    {
        foreach (var code in codes)
        {
            if (record.IdentityStatus == code || record.IdentityRemarks.Contains(code))
            {
                return true;
            }
        }

        return false;
    }
}
