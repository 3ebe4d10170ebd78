using Microsoft.AspNetCore.Http;
using Workbench.Dcc;

namespace Workbench.PreFiches;

/// <summary>Reads the fields of <c>PatientFields</c>; the API checks what they hold.</summary>
internal static class PatientForm
{
    public static DccPatient Read(IFormCollection form, DccPatient? known = null) =>
        new(
            Text(form, "ins") is { } ins ? new DccIns(ins, Oid(known, ins), Text(form, "insStatus")) : null,
            Text(form, "ipp") is { } ipp ? [new DccIpp(ipp, Text(form, "ippAuthority") ?? string.Empty)] : null,
            Text(form, "birthName"),
            Text(form, "usedName"),
            Text(form, "givenNames")
                ?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Text(form, "usedGivenName"),
            Text(form, "sex"),
            Text(form, "birthDate"),
            Text(form, "birthPlaceInsee")
        );

    /// <summary>The merge patch that makes one patient of the other; empty where they are the same.</summary>
    public static Dictionary<string, object?> Changes(DccPatient from, DccPatient to)
    {
        var changes = new Dictionary<string, object?>(StringComparer.Ordinal);
        Note("ins", from.Ins, to.Ins, from.Ins == to.Ins);
        Note("ipps", from.Ipps, to.Ipps, SameList(from.Ipps, to.Ipps));
        Note("birthName", from.BirthName, to.BirthName, from.BirthName == to.BirthName);
        Note("usedName", from.UsedName, to.UsedName, from.UsedName == to.UsedName);
        Note("givenNames", from.GivenNames, to.GivenNames, SameList(from.GivenNames, to.GivenNames));
        Note("usedGivenName", from.UsedGivenName, to.UsedGivenName, from.UsedGivenName == to.UsedGivenName);
        Note("sex", from.Sex, to.Sex, from.Sex == to.Sex);
        Note("birthDate", from.BirthDate, to.BirthDate, from.BirthDate == to.BirthDate);
        Note("birthPlaceInsee", from.BirthPlaceInsee, to.BirthPlaceInsee, from.BirthPlaceInsee == to.BirthPlaceInsee);
        return changes;

        void Note(string name, object? before, object? after, bool isSame)
        {
            if (!isSame && (before ?? after) is not null)
            {
                changes[name] = after;
            }
        }
    }

    private static bool SameList<T>(IReadOnlyList<T>? left, IReadOnlyList<T>? right) =>
        (left ?? []).SequenceEqual(right ?? []);

    // The form asks for the number alone: an INS that was there keeps its authority, another is a NIR.
    private static string Oid(DccPatient? known, string value) =>
        known?.Ins is { } ins && ins.Value == value ? ins.Oid : "1.2.250.1.213.1.4.8";

    private static string? Text(IFormCollection form, string name) =>
        form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
