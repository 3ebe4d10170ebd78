using KryptonFunctions.Identity;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.Krypton;

namespace KryptonFunctions.Rcps.Rules;

/// <summary>
/// Holds what a study says of its patient against the patient of the pré-fiche. Patient numbers collide and records are
/// re-attributed: a study of somebody else must not come into the meeting. What is missing contradicts nothing.
/// </summary>
public static class StudyPatientMatcher
{
    private const int SharedStart = 3;

    /// <summary>
    /// True where the family name has nothing in common with any name of the patient, where the birth date differs in
    /// more than one part, or where the sex differs and name and date are not both clearly the patient's.
    /// </summary>
    public static bool Contradicts(PatientTraits patient, StudyRecord study)
    {
        var name = NamesMeet(patient, study.PatientName);
        var date = DatesMeet(patient.BirthDate, study.PatientBirthDate);
        var sex = SexesMeet(patient.Sex, study.PatientSex);
        return name == false
            || date == false
            || (sex == false && !(name == true && date == true && patient.BirthDate is { IsFull: true }));
    }

    private static bool? NamesMeet(PatientTraits patient, string? dicomName)
    {
        // Some sites write family and given names the other way round, so all parts of the study's name count.
        var recorded = NormalForm.Parts(dicomName?.Replace('^', ' ')).Where(p => p.Length > 1).ToArray();
        string[] known = [.. NormalForm.Parts(patient.BirthName), .. NormalForm.Parts(patient.UsedName)];
        return recorded.Length == 0 || known.Length == 0
            ? null
            : known
                .Where(p => p.Length > 1)
                .Any(k =>
                    recorded.Any(r => Alike(k, r))
                    || Alike(NormalForm.Compact(dicomName?.Split('^')[0]), NormalForm.Compact(k))
                )
                || Alike(NormalForm.Compact(patient.BirthName), NormalForm.Compact(dicomName?.Split('^')[0]))
                || Alike(NormalForm.Compact(patient.UsedName), NormalForm.Compact(dicomName?.Split('^')[0]));
    }

    private static bool Alike(string a, string b) =>
        a.Length > 0
        && b.Length > 0
        && (
            a == b
            || (
                Math.Min(a.Length, b.Length) >= SharedStart
                && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal))
            )
            || (PhoneticKey.Of(a) is { Length: > 0 } key && key == PhoneticKey.Of(b))
        );

    private static bool? DatesMeet(PartialDate? known, DateOnly? recorded)
    {
        if (known is not { } date || recorded is not { } day)
        {
            return null;
        }

        if (
            date.Year == day.Year
            && (day is { Month: 1, Day: 1 } or { Month: 12, Day: 31 } || date.IsPlaceholder || date.Month == 0)
        )
        {
            return true;
        }

        var swapped =
            date.Exchanged is { } other && (other.Year, other.Month, other.Day) == (day.Year, day.Month, day.Day);
        var same =
            (date.Year == day.Year ? 1 : 0)
            + (date.Month == day.Month ? 1 : 0)
            + (!date.IsFull || date.Day == day.Day ? 1 : 0);
        return swapped || same >= 2;
    }

    private static bool? SexesMeet(Sex known, string? recorded) =>
        (known, recorded) switch
        {
            (Sex.Male, "F") or (Sex.Female, "M") => false,
            (Sex.Male, "M") or (Sex.Female, "F") => true,
            _ => null,
        };
}
