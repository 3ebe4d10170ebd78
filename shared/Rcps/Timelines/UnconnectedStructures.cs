using KryptonFunctions.Access;
using KryptonFunctions.IdentitySearch;
using KryptonFunctions.Krypton;
using KryptonFunctions.Structures;

namespace KryptonFunctions.Rcps.Timelines;

/// <summary>
/// Where exams of a patient may be that Krypton cannot show: establishments that are not connected, and numbered the
/// patient, or are in the same département as those that did.
/// </summary>
public sealed class UnconnectedStructures(PatientTraitsReader traits)
{
    /// <summary>More are counted and left out.</summary>
    public const int Max = 100;

    /// <param name="preFiche">Whose IPPs and chosen records are looked at.</param>
    /// <param name="department">The département that was asked for, or null.</param>
    /// <param name="authorities">Further establishments that know the patient, such as those of the studies.</param>
    /// <param name="known">See <see cref="StructureDirectory.ByAuthorityAsync"/>.</param>
    public UnconnectedList List(
        PreFiche preFiche,
        string? department,
        IEnumerable<string> authorities,
        IReadOnlyDictionary<string, Establishment> known
    )
    {
        var numbered = Numbered(preFiche).Distinct(StringComparer.Ordinal).ToList();
        var byIpp = numbered
            .Where(authority => known.GetValueOrDefault(authority) is not { Connected: true })
            .Select(authority => new UnconnectedRow(
                StructureName.Of(authority, known).Finess,
                known.GetValueOrDefault(authority),
                UnconnectedWhy.IppGiven
            ))
            .Where(row => row is not { Finess: null, Listed: null })
            .DistinctBy(row => row.Finess ?? row.Listed!.Id, StringComparer.Ordinal)
            .ToList();
        var departments = department is null
            ? numbered
                .Concat(authorities)
                .Select(authority => known.GetValueOrDefault(authority)?.Department)
                .OfType<string>()
                .ToHashSet(StringComparer.Ordinal)
            : [department];
        var near = known
            .Values.DistinctBy(e => e.Id, StringComparer.Ordinal)
            .Where(e => !e.Connected && e.Department is { } at && departments.Contains(at))
            .Where(e => byIpp.TrueForAll(row => row.Listed?.Id != e.Id))
            .Select(e => new UnconnectedRow(e.Finess, e, UnconnectedWhy.Department));
        List<UnconnectedRow> all =
        [
            .. byIpp
                .Concat(near)
                .OrderBy(row => row.Why)
                .ThenBy(row => row.Listed?.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(row => row.Finess, StringComparer.Ordinal),
        ];
        return new UnconnectedList([.. all.Take(Max)], all.Count, IsKnown: known.Count > 0);
    }

    /// <summary>The authorities of the numbers that the DCC gave, and of those that the chosen records bear.</summary>
    private IEnumerable<string> Numbered(PreFiche preFiche)
    {
        var given = traits.Read(preFiche.Patient) is Outcome<PatientTraits>.Ok(var read) ? read.Ipps : [];
        var recorded = (preFiche.Choice?.Records ?? []).SelectMany(record => record.Identifiers);
        return given
            .Select(ipp => ipp.Authority)
            .Concat(recorded.Where(identifier => identifier.Kind == "ipp").Select(identifier => identifier.Authority));
    }
}
