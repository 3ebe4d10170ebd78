using Krypton.Identity;

namespace Krypton.IdentitySearch.Ranking;

/// <summary>What a record's identity status means. Two vocabularies share codes with opposite meanings, so a code is never compared as it is.</summary>
internal static class IdentityStatus
{
    /// <summary>An INSi call was made and an identity document checked.</summary>
    public static bool IsQualified(PatientRecord record, StatusVocabulary vocabulary) => record.IdentityStatus switch
    {
        "QUAL" => true,
        "VALI" => vocabulary == StatusVocabulary.FrCore21 && record.Identifiers.Any(RecordedIdentifiers.IsIns),
        _ => false,
    };

    public static bool IsDoubtful(PatientRecord record) => record.IdentityStatus is "DOUT" or "DOUA";

    public static bool IsFictitious(PatientRecord record) => record.IdentityStatus is "FICT";

    public static bool HasHomonym(PatientRecord record) => record.IdentityStatus is "HOMD" or "HOMA";
}
