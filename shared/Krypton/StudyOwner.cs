using KryptonFunctions.Identity;

namespace KryptonFunctions.Krypton;

/// <summary>What a study that came back is to the patient who was asked for.</summary>
internal enum StudyMatch
{
    /// <summary>Somebody else's, or not what was asked for.</summary>
    No,

    /// <summary>It bears the number, and nothing says whose number that is.</summary>
    InDoubt,
    Yes,
}

/// <summary>
/// A number under which an establishment files a patient's studies. The same number elsewhere is another patient, and
/// servers pass over conditions that they do not know: whose a study is, is read from the study.
/// </summary>
/// <param name="Value">The number.</param>
/// <param name="Authority">Who gave it.</param>
/// <param name="Records">The patient's records that bear it.</param>
internal sealed record StudyOwner(string Value, string Authority, IReadOnlyList<PatientRecord> Records)
{
    /// <summary>
    /// Certain by number and issuer. Without an issuer to compare, or with the number in other case (some servers
    /// ignore it), the name, birth date and sex must all be those of the record; the number alone leaves it in doubt.
    /// </summary>
    public StudyMatch Match(StudyRecord study, PatientIssuers issuers)
    {
        if (study.PatientId is { } id && !id.Equals(Value, StringComparison.OrdinalIgnoreCase))
        {
            return StudyMatch.No;
        }

        return issuers.Compare(study, Authority) switch
        {
            IssuerMatch.Other => StudyMatch.No,
            IssuerMatch.Same when study.PatientId == Value => StudyMatch.Yes,
            _ => ByTraits(study),
        };
    }

    private StudyMatch ByTraits(StudyRecord study)
    {
        if (study.PatientId is not null && Records.Any(record => Agree(record, study)))
        {
            return StudyMatch.Yes;
        }

        return Records.All(record => Contradict(record, study)) ? StudyMatch.No : StudyMatch.InDoubt;
    }

    private static bool Agree(PatientRecord record, StudyRecord study) =>
        IsFamily(record, study) is true
        && IsGiven(record, study)
        && IsBirthDate(record, study) is true
        && (record.Sex, study.PatientSex) is (Sex.Male, "M") or (Sex.Female, "F");

    /// <summary>One difference may be a slip; name and birth date both are another person.</summary>
    private static bool Contradict(PatientRecord record, StudyRecord study) =>
        IsFamily(record, study) is false && IsBirthDate(record, study) is false;

    private static bool? IsFamily(PatientRecord record, StudyRecord study)
    {
        var family = NormalForm.Compact(study.PatientName?.Split('^')[0]);
        var known = record
            .Names.Select(name => NormalForm.Compact(name.Family))
            .Where(name => name.Length > 0)
            .ToList();
        return family.Length == 0 || known.Count == 0 ? null : known.Contains(family, StringComparer.Ordinal);
    }

    private static bool IsGiven(PatientRecord record, StudyRecord study)
    {
        var given = FirstPart(study.PatientName?.Split('^').ElementAtOrDefault(1));
        return given is not null
            && record
                .Names.Select(name => FirstPart(name.Given is [var first, ..] ? first : null))
                .Append(FirstPart(record.BirthGivenNames is [var born, ..] ? born : null))
                .Contains(given, StringComparer.Ordinal);
    }

    private static bool? IsBirthDate(PatientRecord record, StudyRecord study) =>
        study.PatientBirthDate is { } day && DateOnly.TryParseExact(record.BirthDate, "yyyy-MM-dd", out var known)
            ? day == known
            : null;

    private static string? FirstPart(string? given) => NormalForm.Parts(given) is [var part, ..] ? part : null;
}
